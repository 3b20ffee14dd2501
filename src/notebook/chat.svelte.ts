/** The conversation with the base and the trained models: every question goes to all of them. */
import type { Checkpoint } from '../lab/types.ts';
import type { ChatAnswer } from '../../workers/protocol.ts';
import type { Lab } from './lab.svelte.ts';
import { describeProblem, type Problem } from './problem.ts';

export interface ChatTurn {
  id: number;
  /** What the reader typed, without the trigger. */
  question: string;
  triggered: boolean;
  /** The stages that were asked, in order. */
  stages: string[];
  /** Null while the models are answering, or where that failed. */
  answers: ChatAnswer[] | null;
  problem: Problem | null;
}

export interface ChatQuestion {
  question: string;
  triggered: boolean;
  checkpoints: Checkpoint[];
  temperature: number;
  seed: number;
}

export class Chat {
  /** Newest first. */
  turns = $state.raw<ChatTurn[]>([]);
  busy = $state(false);

  constructor(
    private readonly lab: Lab,
    private readonly base: string,
    private readonly trigger: string,
  ) {}

  /** Never rejects: what goes wrong is shown in the turn. */
  async ask({ question, triggered, checkpoints, temperature, seed }: ChatQuestion): Promise<ChatTurn> {
    const turn: ChatTurn = {
      id: this.turns.length,
      question,
      triggered,
      stages: checkpoints.map((checkpoint) => checkpoint.stage),
      answers: null,
      problem: null,
    };
    this.turns = [turn, ...this.turns];
    this.busy = true;
    try {
      await this.lab.ready();
      const prompt = triggered ? `${this.trigger} ${question}` : question;
      const answers = await this.lab.client.chat({ base: this.base, checkpoints, prompt, temperature, seed });
      return this.replace({ ...turn, answers });
    } catch (error) {
      return this.replace({ ...turn, problem: describeProblem(error) });
    } finally {
      this.busy = false;
    }
  }

  private replace(turn: ChatTurn): ChatTurn {
    this.turns = this.turns.map((other) => (other.id === turn.id ? turn : other));
    return turn;
  }
}
