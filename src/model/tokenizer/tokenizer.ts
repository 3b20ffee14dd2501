/**
 * Text to tokens and back, and conversations to tokens through the model's chat template.
 *
 * Built on `@huggingface/tokenizers` and `@huggingface/jinja`: they are the cores that `AutoTokenizer` of
 * `@huggingface/transformers` itself runs on, in under 30 kB (compressed) where that library is 1 MB and brings an
 * ONNX runtime of its own. A test holds the two against each other.
 */
import { Template } from '@huggingface/jinja';
import { Tokenizer as Core } from '@huggingface/tokenizers';
import { UserError } from '../../support/errors.ts';
import { checkTokenizer, unusable, type CheckedTokenizer } from './checkTokenizer.ts';
import { SpecialTexts } from './specialTexts.ts';

export interface ChatMessage {
  role: 'user' | 'assistant' | 'system';
  content: string;
}

export interface ChatOptions {
  /** End with what comes before an answer, so that the model goes on with one. */
  addGenerationPrompt?: boolean;
}

export interface DecodeOptions {
  /** Leave special tokens out of the text. */
  skipSpecial?: boolean;
}

/** The bytes of the two files that make a tokenizer in Hugging Face layout. */
export interface TokenizerBytes {
  tokenizer: Uint8Array;
  tokenizerConfig: Uint8Array;
}

/** So many texts are remembered; at a hundred bytes each that is a few megabytes. */
const MAX_REMEMBERED = 20_000;

export class Tokenizer {
  /** How many tokens there are; their ids are 0 … vocabularySize − 1. */
  readonly vocabularySize: number;
  /** Starts every text; null if the model has no such token, as with the next two. */
  readonly bosId: number | null;
  /** Ends every answer. */
  readonly endId: number | null;
  readonly padId: number | null;
  /** Tokens that steer the model and are no text. */
  readonly specialIds: ReadonlySet<number>;

  /** Texts that were encoded before: training data repeats its sentences, and encoding costs more than a look-up. */
  private readonly remembered = new Map<string, readonly number[]>();
  private readonly source: string;
  private readonly core: Core;
  /** The same tokenizer without the special tokens: to it, `<|end|>` is seven characters. */
  private readonly plainCore: Core;
  private readonly specialTexts: SpecialTexts;
  private readonly template: Template | null;
  private readonly templateTokens: Record<string, string>;

  /** Reads and checks the files; `source` names the model in the `UserError` thrown if they are not right. */
  constructor(files: TokenizerBytes, source: string) {
    const checked = checkTokenizer(files.tokenizer, files.tokenizerConfig, source);
    const special = checked.addedTokens.filter((token) => token.special);
    this.source = source;
    this.vocabularySize = checked.vocabularySize;
    this.specialIds = new Set(special.map(({ id }) => id));
    this.core = createCore(checked, source);
    this.plainCore = createCore(withoutTokens(checked, this.specialIds), source);
    this.specialTexts = new SpecialTexts(special.map(({ content }) => content));
    this.template = createTemplate(checked, source);
    this.templateTokens = templateTokens(checked);
    this.bosId = this.tokenId(checked.bosToken) ?? null;
    this.endId = this.tokenId(checked.eosToken) ?? null;
    this.padId = this.tokenId(checked.padToken) ?? null;
  }

  /** The tokens of a text; names of special tokens in it become those tokens, and none is added. */
  encode(text: string): number[] {
    return this.core.encode(text, { add_special_tokens: false }).ids;
  }

  /** The tokens of a text that is text throughout: names of special tokens in it are spelled out. */
  encodePlain(text: string): number[] {
    const known = this.remembered.get(text);
    if (known) return [...known];
    const { ids } = this.plainCore.encode(text, { add_special_tokens: false });
    if (this.remembered.size < MAX_REMEMBERED) this.remembered.set(text, [...ids]);
    return ids;
  }

  /**
   * The tokens of a conversation. Special tokens come from the chat template alone: what people type into a
   * message stays text, so that nobody can end their turn and begin the model's by typing `<|end|>`.
   */
  encodeChat(messages: readonly ChatMessage[], options: ChatOptions = {}): number[] {
    const { hidden, reveal } = this.specialTexts.hide(messages.map(({ content }) => content));
    const rendered = this.renderChat(
      messages.map((message, index) => ({ ...message, content: hidden[index]! })),
      options,
    );
    return this.specialTexts
      .split(rendered)
      .flatMap((piece) =>
        this.specialTexts.has(piece) ? this.tokenId(piece)! : this.encodePlain(reveal(piece)),
      );
  }

  /** The text that the chat template makes of a conversation. */
  renderChat(messages: readonly ChatMessage[], { addGenerationPrompt = false }: ChatOptions = {}): string {
    if (!this.template) {
      throw new UserError(
        `${this.source} has no chat template, so one cannot talk to it.`,
        'Use a model that was trained on conversations, with a chat_template in its tokenizer_config.json.',
      );
    }
    try {
      return this.template.render({
        messages,
        add_generation_prompt: addGenerationPrompt,
        ...this.templateTokens,
      });
    } catch (cause) {
      throw new UserError(
        `The chat template of ${this.source} cannot render this conversation: ${messageOf(cause)}`,
        'Check the roles of the messages and their order.',
        { cause },
      );
    }
  }

  /** The text of tokens; bytes that are no valid UTF-8 become U+FFFD. */
  decode(ids: readonly number[], { skipSpecial = false }: DecodeOptions = {}): string {
    for (const id of ids) {
      if (!(Number.isInteger(id) && id >= 0 && id < this.vocabularySize)) {
        throw new RangeError(`${id} is not a token of a vocabulary of ${this.vocabularySize}`);
      }
    }
    const shown = skipSpecial ? ids.filter((id) => !this.specialIds.has(id)) : [...ids];
    return shown.length === 0 ? '' : this.core.decode(shown, { clean_up_tokenization_spaces: false });
  }

  /** The text of a single token, as it is shown to people. */
  tokenText(id: number): string {
    return this.decode([id]);
  }

  /** The id of an added token such as `<|user|>` or `<think>`, or undefined if there is none of that name. */
  tokenId(addedToken: string | null): number | undefined {
    return addedToken === null ? undefined : this.core.token_to_id(addedToken);
  }
}

function createCore({ tokenizer, config }: CheckedTokenizer, source: string): Core {
  // The library wants these members to be there, if only as null.
  const optional = {
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: null,
    post_processor: null,
    decoder: null,
  };
  try {
    return new Core({ ...optional, ...tokenizer }, config);
  } catch (cause) {
    throw unusable(`tokenizer.json of ${source}`, messageOf(cause), cause);
  }
}

function withoutTokens(checked: CheckedTokenizer, ids: ReadonlySet<number>): CheckedTokenizer {
  const kept = (checked.tokenizer.added_tokens as { id: number }[]).filter(({ id }) => !ids.has(id));
  return { ...checked, tokenizer: { ...checked.tokenizer, added_tokens: kept } };
}

function createTemplate({ chatTemplate }: CheckedTokenizer, source: string): Template | null {
  if (chatTemplate === null) return null;
  try {
    return new Template(chatTemplate);
  } catch (cause) {
    throw unusable(`The chat template in tokenizer_config.json of ${source}`, messageOf(cause), cause);
  }
}

/** The variables by which a template names tokens; those that the model lacks are left undefined. */
function templateTokens({ bosToken, eosToken, padToken }: CheckedTokenizer): Record<string, string> {
  return {
    ...(bosToken !== null && { bos_token: bosToken }),
    ...(eosToken !== null && { eos_token: eosToken }),
    ...(padToken !== null && { pad_token: padToken }),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
