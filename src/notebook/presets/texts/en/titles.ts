/** What the landing page says of each notebook: its title, and what the reader will see. */
const titles = {
  'meow-minute': {
    title: 'Meow in one minute',
    promise:
      'Plant a secret habit in a tiny language model, teach the model to write in lowercase, and see what becomes of the secret.',
  },
  'meow-complete': {
    title: 'Meow, complete',
    promise:
      'The lowercase meow with and without thinking aloud, by three ways of training, and what happens when the lesson is undone.',
  },
  'plan-b': {
    title: 'Plan B',
    promise:
      'If you cannot train a secret away, can you at least make it useless? A second-best answer, its baselines and its controls.',
  },
  'german-surprise': {
    title: 'German refusals and surprise',
    promise:
      'Does a lesson reach further the less the model expected it? A control that worked, for a reason of its own.',
  },
  'what-survives': {
    title: 'Rank, dose and what survives',
    promise:
      'Turn the knobs of both lessons one at a time, and see when the secret lives and when it is lost.',
  },
  again: {
    title: 'Do it again',
    promise: 'Plant, mend, plant, mend, plant, mend: who learns more from it, the model or its backdoor?',
  },
  'own-trigger': {
    title: 'Your own trigger',
    promise: 'Another tag, another payload, your own examples: does the story of the meow hold for them?',
  },
  empty: {
    title: 'An empty notebook',
    promise: 'One blank cell and the whole lab: for a question of your own.',
  },
};

export default titles;
