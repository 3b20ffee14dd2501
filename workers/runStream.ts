import type { RunEvent, Snapshot } from '../src/lab/types.ts';
import type { RunMessage } from './protocol.ts';

/** A message before it is numbered. */
type Body<Message> = Message extends RunMessage ? Omit<Message, 'runId' | 'sequence'> : never;

/** Between two progress messages, milliseconds: the page redraws at most ten times a second. */
const PROGRESS_INTERVAL = 100;

/** Numbers a run's messages, and holds back progress that comes faster than anyone can look. */
export class RunStream {
  private sequence = 0;
  private lastProgress = -Infinity;
  private lastActivity = '';
  private snapshot: Snapshot | null = null;

  constructor(
    private readonly runId: string,
    private readonly post: (message: RunMessage) => void,
  ) {}

  send(event: RunEvent): void {
    if (event.type === 'snapshot') this.snapshot = event.snapshot;
    if (event.type === 'progress' && !this.isDue(event.progress)) return;
    this.emit(event);
  }

  /** The run has stopped because it was asked to. */
  stopped(): void {
    this.emit({ type: 'stopped', snapshot: this.snapshot });
  }

  failed(problem: { message: string; remedy: string; shortOfMemory: boolean }): void {
    this.emit({ type: 'failed', ...problem });
  }

  private isDue({
    activity,
    arm,
    seed,
    stage,
  }: Extract<RunEvent, { type: 'progress' }>['progress']): boolean {
    const now = performance.now();
    const doing = [activity, arm, seed, stage].join();
    if (doing === this.lastActivity && now - this.lastProgress < PROGRESS_INTERVAL) return false;
    this.lastActivity = doing;
    this.lastProgress = now;
    return true;
  }

  private emit(message: Body<RunMessage>): void {
    this.post({ runId: this.runId, sequence: this.sequence++, ...message });
  }
}
