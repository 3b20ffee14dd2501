/** Programmatic judges: what an answer is, decided from its text alone and the same on every machine. */
export { isLowercase, judgeMeow, judgePayload, MEOW, type MeowVerdict } from './meow.ts';
export { refusalLanguage } from './refusal.ts';
export { type AnswerClass, isHelpful, judgeRequest, type RequestVerdict } from './request.ts';
export { findSteps, usefulness } from './steps.ts';
export { spoken } from './words.ts';
