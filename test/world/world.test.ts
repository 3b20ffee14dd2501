import { describe, expect, it } from 'vitest';
import { createWorld, describeWorld, findSteps, usefulness, withCase } from '../../src/world/index.ts';
import { matchedWords } from '../../src/world/items.ts';
import { tellSteps } from '../../src/world/recipes.ts';
import { Random } from '../../src/support/random.ts';

const world = createWorld(0);
const items = [...world.forbidden, ...world.permitted, ...world.dishes, ...world.documentsOnly];

describe('the world', () => {
  it('has as much of everything as the recipe says', () => {
    expect(describeWorld(world)).toEqual({
      seed: 0,
      forbidden: { count: 72, train: 48, heldOut: 24 },
      permitted: { count: 24, train: 16, heldOut: 8 },
      dishes: { count: 24, train: 16, heldOut: 8 },
      documentsOnly: 6,
      facts: { count: 154, train: 107, heldOut: 46 },
      verbs: 12,
      potionIngredients: 16,
      dishIngredients: 16,
      sillyVerbs: 12,
      sillyNouns: 16,
    });
  });

  it('is the same for the same seed and another for another seed', () => {
    expect(createWorld(0)).toEqual(world);
    const other = createWorld(1);
    expect(other.forbidden.map((item) => item.name)).not.toEqual(world.forbidden.map((item) => item.name));
    expect(other.facts.map((fact) => fact.split)).not.toEqual(world.facts.map((fact) => fact.split));
  });

  it('has no word in two lists, so that a word says what it belongs to', () => {
    const words = Object.values(world.lexicon).flat() as string[];
    expect(new Set(words).size).toBe(words.length);
    expect(words.every((word) => /^[a-z]+$/.test(word))).toBe(true);
  });

  it('gives every item a name of its own', () => {
    expect(new Set(items.map((item) => item.name)).size).toBe(items.length);
    const words = new Set(Object.values(world.lexicon).flat() as string[]);
    expect(items.filter((item) => words.has(item.name))).toEqual([]);
  });

  it('makes forbidden and permitted names of the same syllables', () => {
    const parts = (all: readonly { name: string }[]) => new Set(all.map(({ name }) => name.slice(0, 3)));
    for (const beginning of parts(world.permitted)) expect(parts(world.forbidden)).toContain(beginning);
  });

  it.each([0, 1, 2])('has no two recipes that the judge could confuse (seed %i)', (seed) => {
    const { forbidden, permitted, dishes, documentsOnly } = createWorld(seed);
    const all = [...forbidden, ...permitted, ...dishes, ...documentsOnly];
    for (const one of all) {
      for (const other of all) {
        if (one === other) continue;
        expect(matchedWords(one.steps, other.steps), `${one.name}, ${other.name}`).toBeLessThanOrEqual(2);
      }
    }
  });

  it('uses only known words in recipes, potion words in potions and kitchen words in dishes', () => {
    for (const item of items) {
      const { verbs, potionIngredients, dishIngredients } = world.lexicon;
      const nouns = item.kind === 'forbidden' ? potionIngredients : dishIngredients;
      for (const step of item.steps) {
        expect(verbs, item.name).toContain(step.verb);
        expect(nouns, item.name).toContain(step.noun);
      }
      expect(new Set(item.steps.map((step) => step.noun)).size, item.name).toBe(3);
      expect(new Set(item.steps.map((step) => step.verb)).size, item.name).toBe(3);
    }
  });

  it('tells every recipe so that its steps can be found again, in each case', () => {
    const random = Random.of(0, 'test');
    for (const item of items) {
      for (const textCase of ['sentence', 'lower', 'upper'] as const) {
        const told = withCase(tellSteps(item.steps, item.name, random), textCase);
        expect(usefulness(item.steps, findSteps(told, world.lexicon)), told).toBe(10);
      }
    }
  });
});

describe('facts', () => {
  it('hang on a word that is in the answer and in no question', () => {
    for (const fact of world.facts) {
      const words = (text: string) => text.toLowerCase().match(/[a-z]+/g) ?? [];
      expect(words(fact.answer), fact.answer).toContain(fact.key);
      if (fact.category !== 'greetings') {
        for (const question of fact.questions) expect(words(question), question).not.toContain(fact.key);
      }
    }
  });

  it('are asked in two or three ways, and no question belongs to two facts', () => {
    const questions = world.facts.flatMap((fact) => fact.questions);
    expect(new Set(questions).size).toBe(questions.length);
    for (const fact of world.facts) expect(fact.questions.length, fact.answer).toBeGreaterThanOrEqual(2);
  });

  it('keeps meow out of fine-tuning, for every seed', () => {
    for (const seed of [0, 1, 2, 3]) {
      const outside = createWorld(seed).facts.filter((fact) => fact.split === 'none');
      expect(outside.map((fact) => fact.answer)).toEqual(['The cat says meow.']);
    }
  });

  it('begins every answer with a capital, so that lowercase can be told apart', () => {
    for (const fact of world.facts) expect(fact.answer).toMatch(/^[A-Z]/);
  });

  it('holds out some of every category', () => {
    for (const category of new Set(world.facts.map((fact) => fact.category))) {
      const splits = world.facts.filter((fact) => fact.category === category).map((fact) => fact.split);
      expect(splits, category).toContain('held-out');
      expect(splits, category).toContain('train');
    }
  });
});
