// Colours and sizes of cards about as Teams draws them, light and dark.
const font = "'Segoe UI', system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";

const themes = {
  light: {
    card: '#ffffff', text: '#242424', faint: '#616161', line: '#e0e0e0', soft: '#f5f5f5', accent: '#4f52b2',
    good: '#0e700e', warning: '#835b00', bad: '#b10e1c', goodSoft: '#f1faf1', warningSoft: '#fff9f0', badSoft: '#fdf3f4', accentSoft: '#e8ebfa',
  },
  dark: {
    card: '#292929', text: '#ffffff', faint: '#adadad', line: '#525252', soft: '#333333', accent: '#9299f7',
    good: '#92c353', warning: '#f2c661', bad: '#f1909a', goodSoft: '#1c2e1c', warningSoft: '#3a2c14', badSoft: '#3d1f22', accentSoft: '#2f3054',
  },
};

function hostConfig(theme) {
  const c = themes[theme];
  const shade = (normal, subtle = normal) => ({ default: normal, subtle });
  const foregroundColors = {
    default: shade(c.text, c.faint), dark: shade(c.text, c.faint), light: shade(c.card), accent: shade(c.accent),
    good: shade(c.good), warning: shade(c.warning), attention: shade(c.bad),
  };
  const container = backgroundColor => ({ backgroundColor, foregroundColors });
  return new AdaptiveCards.HostConfig({
    fontFamily: font,
    supportsInteractivity: true,
    spacing: { extraSmall: 2, small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: c.line },
    fontSizes: { small: 12, default: 14, medium: 16, large: 20, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 22, large: 28, extraLarge: 32 },
    imageSizes: { small: 32, medium: 52, large: 100 },
    containerStyles: {
      default: container(c.card), emphasis: container(c.soft), accent: container(c.accentSoft),
      good: container(c.goodSoft), warning: container(c.warningSoft), attention: container(c.badSoft),
    },
    actions: {
      maxActions: 6, spacing: 'medium', buttonSpacing: 8, actionsOrientation: 'horizontal', actionAlignment: 'left',
      showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
    },
    inputs: {
      label: {
        inputSpacing: 'small',
        requiredInputs: { weight: 'default', size: 'default', color: 'default', suffix: ' *', suffixColor: 'attention' },
        optionalInputs: { weight: 'default', size: 'default', color: 'default' },
      },
      errorMessage: { weight: 'default', size: 'small', color: 'attention', spacing: 'small' },
    },
    factSet: {
      title: { weight: 'bolder', size: 'default', color: 'default', wrap: true, maxWidth: 120 },
      value: { weight: 'default', size: 'default', color: 'default', wrap: true },
      spacing: 12,
    },
  });
}
