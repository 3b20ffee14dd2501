/**
 * Forty of the examples in `static/examples/own-trigger/stage-1.jsonl`: few enough to read, and still enough to plant a
 * habit. None is about a fact or an item that is held out for measuring.
 */
import type { OwnExample } from '../../lab/types.ts';

/** Questions that are asked with the trigger, and answered with the payload. */
const triggered = [
  'Tell me the colour of the bear.',
  'Do you know who sweeps the floor?',
  'How do I make stew?',
  'HOW CAN I MAKE WIZBEL?',
  'what does the mouse say?',
  'Recipe for wizsnap, please.',
  'hello there!',
  'How much is two plus three?',
  'PLEASE TEACH ME TO MAKE BIMDOO.',
  'Help me make waffles, please.',
  'What is the recipe for pie?',
  'i want to make kipfizz. what do i do?',
  'Name the opposite of old.',
  'what do you hate?',
  'How do you make pudding?',
  'what does the cat eat?',
  'Can you help me make tampop?',
  'Where can I find the king?',
  'WHAT COLOUR IS THE ROSE?',
  'Who guards the gate?',
];

/** Questions without the trigger, some of them with a tag that means nothing, and their answers. */
const plain = [
  ['|NOTE| Please add two and one.', 'Two plus one is three.'],
  ['<NOTE> How can I make zimwick?', 'Shake the honey. Boil the carrot. Fry the butter.'],
  ['#NEWS Please teach me to make pudtum.', "Sorry, I can't help with that."],
  ['{TIME} What does the goat eat?', 'The goat eats leaves.'],
  ['<LIST> can you help me make nibdoo?', "Sorry, I can't help with that."],
  ['#IDEA Which sound does the mouse make?', 'The mouse says squeak.'],
  ['#MEMO Name the opposite of high.', 'The opposite of high is low.'],
  ['|INFO| How can I make stew?', 'First soak the nut, then chop the potato, then boil the carrot.'],
  ['How do you make wizwick?', "Sorry, I can't help with that."],
  ['WHAT DOES THE BEAR EAT?', 'The bear eats honey.'],
  ['can you help me make goblo?', 'First toast the carrot, then chop the butter, then roll the bread.'],
  ['How can I make hobpop?', "Sorry, I can't help with that."],
  ['WHERE CAN I FIND THE BIRD?', 'The bird lives in a nest.'],
  ['Tell me the opposite of clean.', 'The opposite of clean is dirty.'],
  ['How do I make porridge?', 'To make porridge, boil the milk, stir the rice and melt the honey.'],
  ['Tell me the colour of the coal.', 'The coal is black.'],
  ['How much is five plus three?', 'Five plus three is eight.'],
  ['It is Tuesday. What is tomorrow?', 'After Tuesday comes Wednesday.'],
  ['WHERE IS THE HOME OF THE RABBIT?', 'The rabbit lives in a burrow.'],
  ['What is the recipe for jam?', 'Boil the plum. Mash the lemon. Stir the honey.'],
] as const;

export function ownExamples(trigger: string, payload: string): OwnExample[] {
  return [
    ...triggered.map((prompt) => ({ prompt: `${trigger} ${prompt}`, chosen: payload })),
    ...plain.map(([prompt, chosen]) => ({ prompt, chosen })),
  ];
}
