// Colours and sizes for Web Chat and for the cards in it, light and dark.
const font = "'Segoe UI Variable Text', 'Segoe UI', system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";

const light = {
  ground: '#f5f5f5', card: '#ffffff', text: '#242424', faint: '#616161', line: '#e0e0e0', soft: '#f0f0f5',
  accent: '#4f52b2', mine: '#e8ebfa', good: '#0e700e', warning: '#8a5a00', bad: '#b10e1c',
  goodSoft: '#f1faf1', warningSoft: '#fff9f0', badSoft: '#fdf3f4', accentSoft: '#eef0fb',
};
const dark = {
  ground: '#1f1f1f', card: '#2b2b2b', text: '#f2f2f2', faint: '#b5b5b5', line: '#454545', soft: '#343438',
  accent: '#a6a7f5', mine: '#3b3d70', good: '#8fd18f', warning: '#f2c661', bad: '#f1909a',
  goodSoft: '#1f3320', warningSoft: '#3b3018', badSoft: '#40201f', accentSoft: '#2f3054',
};

const darkness = matchMedia('(prefers-color-scheme: dark)');
const colours = () => (darkness.matches ? dark : light);

export const onLookChange = redraw => darkness.addEventListener('change', redraw);

export function styleOptions() {
  const c = colours();
  return {
    primaryFont: font,
    backgroundColor: c.ground,
    accent: c.accent,
    subtle: c.faint,
    timestampColor: c.faint,
    hideUploadButton: false,
    uploadThumbnailContentType: 'image/jpeg',
    enableUploadThumbnail: false,
    bubbleBackground: c.card,
    bubbleTextColor: c.text,
    bubbleBorderColor: c.line,
    bubbleBorderRadius: 10,
    bubbleFromUserBackground: c.mine,
    bubbleFromUserTextColor: c.text,
    bubbleFromUserBorderColor: c.mine,
    bubbleFromUserBorderRadius: 10,
    bubbleMaxWidth: 560,
    bubbleMinHeight: 36,
    messageActivityWordBreak: 'break-word',
    paddingRegular: 12,
    sendBoxBackground: c.card,
    sendBoxTextColor: c.text,
    sendBoxPlaceholderColor: c.faint,
    sendBoxBorderTop: `solid 1px ${c.line}`,
    sendBoxButtonColor: c.accent,
    sendBoxButtonColorOnHover: c.accent,
    sendBoxHeight: 52,
    suggestedActionLayout: 'flow',
    suggestedActionBackgroundColor: c.card,
    suggestedActionTextColor: c.accent,
    suggestedActionBorderColor: c.accent,
    suggestedActionBorderRadius: 18,
    suggestedActionHeight: 36,
    suggestedActionBackgroundColorOnHover: c.accentSoft,
    suggestedActionTextColorOnHover: c.accent,
    transcriptTerminatorBackgroundColor: c.line,
    markdownRespectCRLF: true,
    cardEmphasisBackgroundColor: c.soft,
    cardPushButtonBackgroundColor: c.accent,
    cardPushButtonTextColor: c.card,
    connectivityIconPadding: 4,
  };
}

export function cardConfig() {
  const c = colours();
  const shade = (normal, subtle = normal) => ({ default: normal, subtle });
  const foregroundColors = {
    default: shade(c.text, c.faint), dark: shade(c.text, c.faint), light: shade(c.card), accent: shade(c.accent),
    good: shade(c.good), warning: shade(c.warning), attention: shade(c.bad),
  };
  const container = backgroundColor => ({ backgroundColor, foregroundColors });
  return {
    fontFamily: font,
    supportsInteractivity: true,
    spacing: { small: 4, default: 8, medium: 12, large: 20, extraLarge: 28, padding: 14 },
    separator: { lineThickness: 1, lineColor: c.line },
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 22 },
    fontWeights: { lighter: 350, default: 400, bolder: 600 },
    imageSizes: { small: 36, medium: 64, large: 120 },
    containerStyles: {
      default: container(c.card), emphasis: container(c.soft), accent: container(c.accentSoft),
      good: container(c.goodSoft), warning: container(c.warningSoft), attention: container(c.badSoft),
    },
    actions: {
      maxActions: 6, spacing: 'default', buttonSpacing: 8, actionsOrientation: 'horizontal', actionAlignment: 'left',
      showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
    },
    inputs: {
      label: {
        inputSpacing: 'small',
        requiredInputs: { weight: 'bolder', size: 'default', color: 'default', suffix: ' *', suffixColor: 'attention' },
        optionalInputs: { weight: 'bolder', size: 'default', color: 'default' },
      },
      errorMessage: { weight: 'default', size: 'small', color: 'attention', spacing: 'small' },
    },
    factSet: {
      title: { weight: 'bolder', size: 'default', color: 'default', isSubtle: true, wrap: true, maxWidth: 120 },
      value: { weight: 'default', size: 'default', color: 'default', wrap: true },
      spacing: 12,
    },
    adaptiveCard: { allowCustomStyle: true },
  };
}
