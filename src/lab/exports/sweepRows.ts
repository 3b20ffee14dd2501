/** Rows of a sweep's runs: beside what was measured, what every varied field was in the run. */
import { formatJson, type Setting, type SweepOutcome, type SweepSpec } from '../sweep.ts';
import type { Row } from '../types.ts';
import { rowColumns, type CellValue, type TableColumn } from './columns.ts';

export interface SweepRow extends Row {
  /** The name of the sweep, or of the cell of a notebook. */
  sweep: string;
  setting: Setting;
}

export type SweepTitle = 'sweep' | 'cell';

/** @param name what to call the sweep, among others */
export function sweepRows({ name }: Pick<SweepSpec, 'name'>, outcomes: readonly SweepOutcome[]): SweepRow[] {
  return outcomes.flatMap((one) =>
    one.status === 'done' ? one.rows.map((row) => ({ ...row, sweep: name, setting: one.setting })) : [],
  );
}

/**
 * A column for every field that is varied, named by its path; empty in rows of sweeps that do not vary it.
 * @param title of the column that says where a row is from
 */
export function sweepColumns(rows: readonly SweepRow[], title: SweepTitle): TableColumn<SweepRow>[] {
  // A setting is shared by all rows of its run.
  const settings = [...new Set(rows.map(({ setting }) => setting))];
  const paths = [...new Set(settings.flatMap((setting) => Object.keys(setting)))];
  return [
    { name: title, type: 'text', value: ({ sweep }) => sweep },
    ...paths.map((path) => fieldColumn(path, settings)),
    ...rowColumns,
  ];
}

/** Numbers where all values are numbers; what is neither number nor text is written as JSON. */
function fieldColumn(path: string, settings: readonly Setting[]): TableColumn<SweepRow> {
  const having = settings.filter((setting) => Object.hasOwn(setting, path));
  const areNumbers = having.every((setting) => typeof setting[path] === 'number');
  const valueOf = (setting: Setting): CellValue => {
    const value = setting[path];
    if (value === undefined) return null;
    return typeof value === 'number' && areNumbers ? value : formatJson(value);
  };
  return {
    name: path,
    type: areNumbers ? 'number' : 'text',
    optional: having.length < settings.length,
    value: ({ setting }) => valueOf(setting),
  };
}
