// What the page itself says. What the bot says comes from the bot.
const words = {
  zh: {
    iAm: '我是',
    chat: '对话',
    clock: '时间',
    who: '选择你是谁',
    nextDue: '下一个到期',
    noneDue: '暂无到期',
    plusHour: '+1 小时',
    plusDay: '+1 天',
    toDue: at => `把时间拨到下一个到期:${at}`,
    zone: zone => `当地时间(${zone})`,
    loading: '正在打开对话…',
    noWebChat: '还缺少聊天组件:请安装 Node.js,然后重新构建并启动(dotnet run --project src/Bot)。机器人本身已在运行。',
    demoOff: '演示已关闭(Demo:Enabled = false),这里没有可选的人员。',
    noAnswer: '机器人没有应答,正在重试…',
    clockRefused: '时间没有改变',
  },
  en: {
    iAm: 'I am',
    chat: 'Chat',
    clock: 'Time',
    who: 'Choose who you are',
    nextDue: 'Next due',
    noneDue: 'Nothing due',
    plusHour: '+1 hour',
    plusDay: '+1 day',
    toDue: at => `Move the time to the next due item: ${at}`,
    zone: zone => `Local time (${zone})`,
    loading: 'Opening the chat…',
    noWebChat: 'The chat component is missing: install Node.js, then build and start again (dotnet run --project src/Bot). The bot itself is running.',
    demoOff: 'The demo is off (Demo:Enabled = false), so there is nobody to choose here.',
    noAnswer: 'The bot does not answer; trying again…',
    clockRefused: 'The time was not changed',
  },
};

let language = 'zh';

/** Speaks the language of a BCP-47 tag: Chinese for zh, English for any other. */
export function speak(tag) {
  language = /^zh\b/i.test(tag) ? 'zh' : 'en';
  document.documentElement.lang = tag;
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = say(element.dataset.word);
  for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', say(element.dataset.label));
}

export function say(key, ...values) {
  const word = words[language][key];
  return typeof word === 'function' ? word(...values) : word;
}

const notice = document.getElementById('notice');
let noticeKey = '';

/** Shows one sentence above the chat; without a key, none. */
export function tell(key, detail) {
  noticeKey = key ?? '';
  notice.hidden = !key;
  notice.textContent = key ? say(key) + (detail ? `:${detail}` : '') : '';
}

/** Takes a sentence away again, unless another one has taken its place. */
export function untell(key) {
  if (noticeKey === key) tell();
}
