// Moving words about. Shapes: x [size], y [size] or [rows, size].
//
//   copy       y[i] = x[i]; `row`, if it is there, is only waited for
//   storeRow   y[row, i] = x[i], the row's number being a scalar on the device
//   loadRow    y[i] = x[min(row, rows − 1), i]
//   fill       y[i] = x[0]
//
// Words are copied as they are: nothing here asks whether they are floats or integers.

struct Problem {
  first: u32, // the first workgroup's number, where a long problem is split over several dispatches
  size: u32,
  rows: u32,
  x: u32,
  y: u32,
  row: u32,
}

@group(0) @binding(0) var<storage, read_write> arena: array<u32>;
@group(1) @binding(0) var<storage, read> problems: array<Problem>;

const GROUP = 256u;

@compute @workgroup_size(GROUP)
fn copy(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (i < p.size) {
    arena[p.y + i] = arena[p.x + i];
  }
}

@compute @workgroup_size(GROUP)
fn storeRow(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (i < p.size) {
    arena[p.y + arena[p.row] * p.size + i] = arena[p.x + i];
  }
}

@compute @workgroup_size(GROUP)
fn loadRow(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (i < p.size) {
    arena[p.y + i] = arena[p.x + min(arena[p.row], p.rows - 1u) * p.size + i];
  }
}

@compute @workgroup_size(GROUP)
fn fill(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (i < p.size) {
    arena[p.y + i] = arena[p.x];
  }
}
