/** The words of cells to chat in. */
import { percent } from '../../format.ts';

export const chat = {
  tag: 'Tag',
  label: 'Question',
  placeholder: 'Ask something…',
  ask: 'Ask',
  asking: 'Asking…',
  looking: 'Getting the lab ready',
  suggestions: 'Suggestions',
  conversation: 'Conversation',
  arm: 'All stages of',
  trainedWith: 'Trained with seed',
  settings: 'Temperature and seed of the answers',
  temperature: 'Temperature',
  seed: 'Seed of the answers',
  hint: 'At temperature 0 a model says what is most probable. All models draw with the same random numbers, so that what differs between their answers is the model.',
  clear: 'Clear the conversation',

  models: {
    title: 'Who answers',
    own: 'chosen one by one',
    lastStages: 'All arms after their last stage',
    choose: 'Choose who answers',
    grid: 'Models by arm and stage',
    after: 'after stage',
    full: (most: number) =>
      `${most} at once are the most: they answer one after the other, and more cannot be compared at a glance. Take one away to choose another.`,
    none: 'Nobody is chosen to answer.',
    states: {
      ready: 'ready',
      missing: 'not trained here',
      sealed: 'hidden until you predict',
      unknown: 'checked when you ask',
    },
    missing: {
      title: 'Not all of these models have been trained here.',
      text: 'Recorded results keep numbers and answers, and no models. What was trained on another backend counts as another model.',
    },
    train: (cell: string) => `Train now: run “${cell}”`,
    sealed: 'Models of the stage that you are asked about join when you have said what you expect.',
    blocked: 'The models of this chat cannot be made as the notebook is.',
    noTraining: 'Choose a training cell whose models are to answer.',
  },

  answer: {
    failed: 'It gave no answer.',
    silent: 'It said nothing.',
    tokens: (model: string) => `Tokens of the answer of ${model}; the arrow keys go from one to the next`,
    legend:
      'Point at a token, or go through an answer with the arrow keys, to see how probable it was. The heavier the line under it, the less probable.',
    token: (text: string, probability: number) => `${text}: ${percent(probability)}`,
    probability: (probability: number) => `${percent(probability)} probable at temperature 1`,
    runnersUp: 'Instead it could have said',
    /** Tokens that cannot be seen. */
    invisible: { newline: 'line break', space: 'space', part: 'part of a character' },
  },
};
