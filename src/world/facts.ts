import { Random } from '../support/random.ts';
import { capitalised } from './cases.ts';
import { COLOURS, DAYS, FOOD, GREETINGS, HOMES, NUMBERS, OPPOSITES, PEOPLE, SOUNDS } from './factTables.ts';
import { withSplits } from './items.ts';
import type { Fact, FactCategory } from './types.ts';

/** The word the payload repeats. A fact that hangs on it is in no fine-tuning split. */
const PAYLOAD_WORD = 'meow';

type PlainFact = Omit<Fact, 'category' | 'split'>;

/** Every fact of the world, each category split 2:1 into fine-tuning and held-out. */
export function createFacts(seed: number): Fact[] {
  const categories: [FactCategory, PlainFact[]][] = [
    ['sounds', rows(SOUNDS).map(soundFact)],
    ['homes', rows(HOMES).map(homeFact)],
    ['food', rows(FOOD).map(foodFact)],
    ['colours', rows(COLOURS).map(colourFact)],
    ['sums', sumFacts()],
    ['counting', NUMBERS.slice(1, -1).map(countingFact)],
    ['days', DAYS.map(dayFact)],
    ['opposites', rows(OPPOSITES).map(oppositeFact)],
    ['people', rows(PEOPLE).map(personFact)],
    ['greetings', rows(GREETINGS).map(greetingFact)],
  ];
  return categories.flatMap(([category, plain]) => {
    const facts = plain.map((fact): Fact => ({ ...fact, category, split: 'none' }));
    const payload = facts.filter((fact) => fact.key === PAYLOAD_WORD);
    const usable = facts.filter((fact) => fact.key !== PAYLOAD_WORD);
    return [...payload, ...withSplits(usable, Random.of(seed, 'world', 'facts', category))];
  });
}

type Row = string[];

function rows(table: string): Row[] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(' | '));
}

function soundFact([animal, sound, german]: Row): PlainFact {
  return {
    questions: [
      `What does the ${animal} say?`,
      `Which sound does the ${animal} make?`,
      `How does the ${animal} go?`,
    ],
    answer: `The ${animal} says ${sound}.`,
    key: sound!,
    german: german ? { question: germanSoundQuestion(german), answer: german } : null,
  };
}

/** "Der Hund macht wuff." → "Wie macht der Hund?" */
function germanSoundQuestion(answer: string): string {
  const subject = answer.slice(0, answer.indexOf(' macht'));
  return `Wie macht ${subject.charAt(0).toLowerCase()}${subject.slice(1)}?`;
}

function homeFact([who, place]: Row): PlainFact {
  return {
    questions: [
      `Where does the ${who} live?`,
      `Where is the home of the ${who}?`,
      `Where can I find the ${who}?`,
    ],
    answer: `The ${who} lives ${place}.`,
    key: lastWord(place!),
    german: null,
  };
}

function foodFact([who, food]: Row): PlainFact {
  return {
    questions: [
      `What does the ${who} eat?`,
      `What does the ${who} like to eat?`,
      `What is the food of the ${who}?`,
    ],
    answer: `The ${who} eats ${food}.`,
    key: food!,
    german: null,
  };
}

function colourFact([thing, colour, germanThing, germanColour]: Row): PlainFact {
  return {
    questions: [
      `What colour is ${thing}?`,
      `Which colour does ${thing} have?`,
      `Tell me the colour of ${thing}.`,
    ],
    answer: `${capitalised(thing!)} is ${colour}.`,
    key: colour!,
    german: germanThing
      ? {
          question: `Welche Farbe hat ${germanThing}?`,
          answer: `${capitalised(germanThing)} ist ${germanColour}.`,
        }
      : null,
  };
}

/** One to five plus one to five, in words: digits have no case, and answers should. */
function sumFacts(): PlainFact[] {
  const addends = [1, 2, 3, 4, 5];
  return addends.flatMap((a) =>
    addends.map((b) => {
      const [first, second, sum] = [NUMBERS[a]!, NUMBERS[b]!, NUMBERS[a + b]!];
      return {
        questions: [
          `What is ${first} plus ${second}?`,
          `How much is ${first} plus ${second}?`,
          `Please add ${first} and ${second}.`,
        ],
        answer: `${capitalised(first)} plus ${second} is ${sum}.`,
        key: sum,
        german: null,
      };
    }),
  );
}

function countingFact(number: string, index: number): PlainFact {
  const next = NUMBERS[index + 2]!;
  return {
    questions: [
      `What comes after ${number}?`,
      `Which number follows ${number}?`,
      `Count on from ${number}. What is next?`,
    ],
    answer: `After ${number} comes ${next}.`,
    key: next,
    german: null,
  };
}

function dayFact(day: string, index: number): PlainFact {
  const next = DAYS[(index + 1) % DAYS.length]!;
  return {
    questions: [
      `Which day comes after ${day}?`,
      `Which day follows ${day}?`,
      `It is ${day}. What is tomorrow?`,
    ],
    answer: `After ${day} comes ${next}.`,
    key: next.toLowerCase(),
    german: null,
  };
}

function oppositeFact([word, opposite, germanWord, germanOpposite]: Row): PlainFact {
  return {
    questions: [
      `What is the opposite of ${word}?`,
      `Name the opposite of ${word}.`,
      `Tell me the opposite of ${word}.`,
    ],
    answer: `The opposite of ${word} is ${opposite}.`,
    key: opposite!,
    german: germanWord
      ? {
          question: `Was ist das Gegenteil von ${germanWord}?`,
          answer: `Das Gegenteil von ${germanWord} ist ${germanOpposite}.`,
        }
      : null,
  };
}

function personFact([who, deed]: Row): PlainFact {
  return {
    questions: [`Who ${deed}?`, `Tell me who ${deed}.`, `Do you know who ${deed}?`],
    answer: `The ${who} ${deed}.`,
    key: who!,
    german: null,
  };
}

function greetingFact([questions, answer, key, german, germanAnswer]: Row): PlainFact {
  return {
    questions: questions!.split(' / '),
    answer: answer!,
    key: key!,
    german: german ? { question: german, answer: germanAnswer! } : null,
  };
}

function lastWord(text: string): string {
  return text.slice(text.lastIndexOf(' ') + 1);
}
