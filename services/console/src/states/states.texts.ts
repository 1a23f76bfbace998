import { defineTexts } from '../texts/define-texts.ts';

export const stateTexts = defineTexts({
  en: {
    loading: 'Loading',
    tryAgain: 'Try again',
    requestId: 'Request id',
    copy: 'Copy',
    copied: 'Copied',
    copyYourself: 'Select it and copy it by hand.',
    offline: 'There is no connection. What you see is as it was when it was last read.',
    notFound: 'There is no such page.',
    notFoundHelp: 'The address may be mistyped, or what stood here was closed.',
    toStart: 'To the start page',
    signIn: 'Sign in',
    broken: 'This page could not be shown.',
    loadAgain: 'Load the page again',
  },
  zh: {
    loading: '正在加载',
    tryAgain: '重试',
    requestId: '请求编号',
    copy: '复制',
    copied: '已复制',
    copyYourself: '请选中并手动复制。',
    offline: '没有网络连接。当前显示的是上次读取的内容。',
    notFound: '没有此页面。',
    notFoundHelp: '地址可能有误，或此处的内容已关闭。',
    toStart: '前往首页',
    signIn: '登录',
    broken: '无法显示此页面。',
    loadAgain: '重新加载页面',
  },
});
