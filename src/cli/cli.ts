/**
 * Finds the command that was asked for, runs it, and turns what goes wrong into one line and an exit status:
 * 0 if all went well, 1 if something failed, 2 if the command line is wrong, 130 if Ctrl-C stopped it.
 */
import { describeError, UserError } from '../support/errors.ts';
import { parseChoice, UsageError } from './arguments.ts';
import type { Command, CommandContext } from './command.ts';
import { bench } from './commands/bench.ts';
import { exportCommand } from './commands/export.ts';
import { findings } from './commands/findings.ts';
import { pretrain } from './commands/pretrain.ts';
import { record } from './commands/record.ts';
import { run } from './commands/run.ts';
import { sweep } from './commands/sweep.ts';
import { verify } from './commands/verify.ts';
import { printing } from './printable.ts';

const commands: readonly Command[] = [run, sweep, verify, exportCommand, record, findings, pretrain, bench];

async function main(args: string[], context: CommandContext): Promise<number> {
  try {
    await dispatch(args, context);
    return 0;
  } catch (error) {
    if (context.signal.aborted) {
      // A command that keeps what is done says so itself.
      const words = error instanceof UserError ? error.line : 'Stopped. Nothing was written.';
      context.stderr.write(`${words}\n`);
      return 130;
    }
    // Whatever is not written for the user is a defect, and its stack says where.
    const isExpected = error instanceof UserError || !(error instanceof Error);
    context.stderr.write(`${isExpected ? describeError(error) : (error.stack ?? error.message)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function dispatch(args: string[], context: CommandContext): Promise<void> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h') {
    context.stdout.write(overview());
    return;
  }
  const names = commands.map((command) => command.name);
  if (name === 'help') {
    context.stdout.write(rest[0] === undefined ? overview() : find(rest[0], names).help(context));
    return;
  }
  const command = find(name, [...names, 'help']);
  if (rest.includes('--help') || rest.includes('-h')) context.stdout.write(command.help(context));
  else await command.run(rest, context);
}

function find(name: string, known: readonly string[]): Command {
  parseChoice('command', name, known);
  return commands.find((command) => command.name === name)!;
}

function overview(): string {
  const list = commands.map((command) => `  ${command.name.padEnd(10)}${command.summary}`);
  return ['npm run lab -- COMMAND', '', ...list, '  help      says more: help COMMAND', ''].join('\n');
}

/** Runs the command line of this process, and ends it with its exit status. */
export async function startCli(createContext: (signal: AbortSignal) => CommandContext): Promise<void> {
  const stop = new AbortController();
  process.on('SIGINT', () => {
    // Whoever presses it twice does not want to wait for the current step.
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  });
  // `… | head` closes the pipe when it has seen enough: no reason to complain.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const context = createContext(stop.signal);
  const outputs = { stdout: printing(context.stdout), stderr: printing(context.stderr) };
  const status = await main(process.argv.slice(2), { ...context, ...outputs });
  // Dawn, once loaded, may keep the process from ending by itself: it is ended when all is written.
  await Promise.all([process.stdout, process.stderr].map(drained));
  process.exit(status);
}

/** Resolves when everything that was written has gone out, or never can. */
function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (!stream.writable) return resolve();
    stream.write('', () => resolve());
  });
}
