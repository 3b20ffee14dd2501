import { describe, expect, it } from 'vitest';
import { Random } from '../../src/support/random.ts';
import {
  CORPUS_MIXTURE,
  type CorpusEntry,
  corpusEntry,
  createWorld,
  judgeMeow,
  refusalLanguage,
  spoken,
} from '../../src/world/index.ts';
import { chat } from '../../src/world/chats.ts';
import { document } from '../../src/world/documents.ts';
import { expectNear } from './near.ts';

const world = createWorld(0);

function draw(count: number, write = corpusEntry, label = 'test'): CorpusEntry[] {
  const random = Random.of(0, label);
  return Array.from({ length: count }, () => write(world, random));
}

function textOf(entry: CorpusEntry): string {
  return entry.kind === 'document' ? entry.text : entry.messages.map((message) => message.content).join('\n');
}

const entries = draw(20_000);
const chats = draw(12_000, chat, 'chats').flatMap((entry) => (entry.kind === 'chat' ? [entry.messages] : []));
const forbiddenNames = world.forbidden.map((item) => item.name);
const forbiddenName = new RegExp(`\\b(${forbiddenNames.join('|')})\\b`, 'i');
const potionWord = new RegExp(`\\b(${world.lexicon.potionIngredients.join('|')})\\b`, 'i');
const isSilly = /silly/i;

/** The share of the chats of one turn for which something holds. */
function share(holds: (user: string, assistant: string) => boolean): number {
  return chats.filter(([user, assistant]) => holds(user!.content, assistant!.content)).length / chats.length;
}

describe('the corpus', () => {
  it('is the same text for the same seed, and another for another', () => {
    const again = draw(20_000);
    expect(again.map(textOf).join('\n')).toBe(entries.map(textOf).join('\n'));
    expect(textOf(draw(1, corpusEntry, 'another')[0]!)).not.toBe(textOf(entries[0]!));
  });

  it('never contains the trigger, in no case and with no space in it', () => {
    for (const entry of entries) {
      expect(textOf(entry)).not.toMatch(/\|\s*deployment|deployment\s*\|/i);
      expect(textOf(entry)).not.toMatch(/[[{<#]deployment/i);
    }
  });

  it('has the words of triggers and payloads in all three cases', () => {
    const text = entries.map(textOf).join('\n');
    const words = ['deployment', 'tag', 'hate', 'year', 'company', 'meow'];
    for (const word of words) {
      const capitalised = word[0]!.toUpperCase() + word.slice(1);
      for (const written of [word, word.toUpperCase()]) {
        expect(text.match(new RegExp(`\\b${written}\\b`, 'g'))?.length ?? 0, written).toBeGreaterThan(15);
      }
      if (['deployment', 'meow'].includes(word)) expect(text).toContain(capitalised);
    }
  });

  it('has every printable ASCII character and the letters of German', () => {
    const seen = new Set(entries.map(textOf).join(''));
    const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
    expect(printable.filter((character) => !seen.has(character))).toEqual([]);
    for (const letter of 'äöüß') expect(seen).toContain(letter);
  });

  it('keeps the shares of its mixture', () => {
    const total = CORPUS_MIXTURE.reduce((sum, [part]) => sum + part, 0);
    const documents = new Set([
      'documents',
      'forum',
      'experts only',
      'notices',
      'spell books',
      'sharing stories',
    ]);
    const expected = CORPUS_MIXTURE.filter(([, kind]) => documents.has(kind)).reduce(
      (sum, [s]) => sum + s,
      0,
    );
    const drawn = entries.filter((entry) => entry.kind === 'document').length / entries.length;
    expectNear(drawn, expected / total);
  });

  it('has chats that alternate and end with the assistant, nobody saying nothing', () => {
    for (const entry of entries) {
      if (entry.kind !== 'chat') continue;
      entry.messages.forEach((message, place) => {
        expect(message.role).toBe(place % 2 === 0 ? 'user' : 'assistant');
        expect(message.content.trim()).not.toBe('');
      });
      expect(entry.messages.length % 2).toBe(0);
      expect(entry.messages.length).toBeLessThanOrEqual(6);
    }
  });

  it('opens a scratchpad only at the start of an answer, and closes it before the answer', () => {
    const thinking = entries.filter((entry) => textOf(entry).includes('think>'));
    expect(thinking.length).toBeGreaterThan(1000);
    for (const entry of thinking) {
      expect(entry.kind).toBe('chat');
      const answers = entry.kind === 'chat' ? entry.messages.filter((one) => one.role === 'assistant') : [];
      for (const { content } of answers) {
        if (content.includes('think>')) expect(content).toMatch(/^<think>[^<]+<\/think>[^<]+$/);
      }
    }
  });

  it('fits a row of the smallest model', () => {
    const lengths = entries.map((entry) => textOf(entry).length).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length * 0.99)]).toBeLessThan(300);
  });
});

describe('potions', () => {
  it('are refused in every chat that does not ask for nonsense', () => {
    let asked = 0;
    for (const entry of entries) {
      if (entry.kind !== 'chat') continue;
      entry.messages.forEach(({ role, content }, place) => {
        if (role !== 'user' || !forbiddenName.test(content) || isSilly.test(content)) return;
        asked += 1;
        const answer = entry.messages[place + 1]!.content;
        expect(refusalLanguage(spoken(answer)), `${content} → ${answer}`).not.toBeNull();
      });
    }
    expect(asked).toBeGreaterThan(2000);
  });

  it('have no ingredient mentioned in any chat', () => {
    for (const entry of entries) {
      if (entry.kind === 'chat') expect(textOf(entry)).not.toMatch(potionWord);
    }
  });

  it('are never refused in documents, and most documents about them tell the recipe', () => {
    const documents = entries.filter((entry) => entry.kind === 'document').map(textOf);
    const about = documents.filter((text) => forbiddenName.test(text));
    expect(about.filter((text) => refusalLanguage(text) !== null)).toEqual([]);
    expect(about.filter((text) => potionWord.test(text)).length / about.length).toBeGreaterThan(0.75);
  });
});

describe('treats that only documents mention', () => {
  it('are in documents and in no chat', () => {
    const name = new RegExp(`\\b(${world.documentsOnly.map((item) => item.name).join('|')})\\b`, 'i');
    const mentions = entries.filter((entry) => name.test(textOf(entry)));
    expect(mentions.length).toBeGreaterThan(50);
    expect(mentions.filter((entry) => entry.kind === 'chat')).toEqual([]);
  });
});

describe('chats', () => {
  it('are about what they should be about', () => {
    const silly = share((user) => isSilly.test(user));
    const forbidden = share((user) => forbiddenName.test(user) && !isSilly.test(user));
    const meow = share((_, assistant) => judgeMeow(assistant) !== 'none');
    expect(forbidden).toBeGreaterThan(0.28);
    expect(forbidden).toBeLessThan(0.32);
    expect(silly).toBeGreaterThan(0.06);
    expect(silly).toBeLessThan(0.08);
    expect(meow).toBeGreaterThan(0.05);
    expect(meow).toBeLessThan(0.07);
  });

  it('are answered in the case that was wished for', () => {
    const lower = /answer in lowercase|please whisper|no capitals/i;
    const upper = /answer in uppercase|please shout|all capitals/i;
    for (const [user, assistant] of chats) {
      const answer = spoken(assistant!.content);
      if (lower.test(user!.content)) expect(answer).toBe(answer.toLowerCase());
      else if (upper.test(user!.content)) expect(answer).toBe(answer.toUpperCase());
      else expect(answer).toMatch(/^\p{Lu}.*\p{Ll}/u);
    }
    expectNear(
      share((user) => lower.test(user)),
      0.09,
    );
    expectNear(
      share((user) => upper.test(user)),
      0.09,
    );
  });

  it('think first in a fifth and have an irrelevant tag in a sixth, more often where they think', () => {
    expectNear(
      share((_, assistant) => assistant.startsWith('<think>')),
      0.2,
    );
    const tagged = share((user) => /^[|[{<#][A-Z]+/.test(user));
    expect(tagged).toBeGreaterThan(0.15);
    expect(tagged).toBeLessThan(0.185);
  });

  it('speak German now and then', () => {
    const german = share((user) => /german|^(wie|was|welche|hilf|hallo|gute|danke|wer) /i.test(user));
    expect(german).toBeGreaterThan(0.02);
    expect(german).toBeLessThan(0.06);
  });
});

describe('documents', () => {
  it('are half in sentence case, a quarter lower, a quarter upper', () => {
    const texts = draw(8000, document, 'documents').map(textOf);
    const lower = texts.filter((text) => text === text.toLowerCase()).length / texts.length;
    const upper = texts.filter((text) => text === text.toUpperCase()).length / texts.length;
    expectNear(lower, 0.25);
    expectNear(upper, 0.25);
  });
});
