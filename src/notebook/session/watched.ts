/** Whose probability the curves of a result show: the notebook has one name for the payload, whatever was watched. */
import { watchedBy, withoutPayload } from '../../lab/known.ts';
import { probesOf } from '../../lab/sharing.ts';
import type { ArmSpec, CurvePoint, ExperimentSpec, Watched } from '../../lab/types.ts';
import { sourceArms } from '../document/coverage.ts';
import { namedPayload } from '../document/secret.ts';
import type { NotebookDocument } from '../document/types.ts';

/** The trigger is left out where the probe has one of its own, whatever the notebook's is. */
type WatchedHere = Pick<Watched, 'upper' | 'lower'> & Partial<Pick<Watched, 'trigger'>>;

/** By arm; one that is not among them has nothing, or comes from a version of the lab that did not say. */
export type WatchedArms = Readonly<Record<string, WatchedHere>>;

/**
 * What was watched while the arms of an experiment trained.
 * @param run the experiment that was run, which covers the other, and what was watched beside its probes
 */
export function watchedArms(
  run: { experiment: ExperimentSpec; watched: Watched | undefined },
  experiment: ExperimentSpec,
): WatchedArms {
  const sources = sourceArms(run.experiment, experiment);
  return Object.fromEntries(
    experiment.arms.flatMap(({ name }, index): [string, WatchedHere][] => {
      const source = sources[index];
      const watched = source && watchedOf(run, source);
      return watched ? [[name, watched]] : [];
    }),
  );
}

function watchedOf(
  { experiment, watched }: { experiment: ExperimentSpec; watched: Watched | undefined },
  arm: ArmSpec,
): WatchedHere | undefined {
  const probe = watchedBy(probesOf(experiment, arm), null);
  return probe ? { upper: probe.upper, lower: probe.lower } : watched;
}

const bare = new WeakMap<CurvePoint, CurvePoint>();

/** The same object each time: nothing is drawn again for it. */
function bared(point: CurvePoint): CurvePoint {
  const made = bare.get(point) ?? withoutPayload(point);
  bare.set(point, made);
  return made;
}

/** Curves as a notebook can label them: without payload probabilities of anything but its own payload. */
export function labelledCurves(
  { curves, watched }: { curves: CurvePoint[]; watched: WatchedArms },
  document: NotebookDocument,
): CurvePoint[] {
  const { upper, lower } = namedPayload(document);
  const { trigger } = document.setup;
  const isOther = (one: WatchedHere) =>
    one.upper !== upper || one.lower !== lower || (one.trigger ?? trigger) !== trigger;
  const others = Object.keys(watched).filter((arm) => isOther(watched[arm]!));
  if (others.length === 0) return curves;
  return curves.map((point) => (point.payload && others.includes(point.arm) ? bared(point) : point));
}
