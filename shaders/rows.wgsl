// Rows picked by index. Shapes: x [rows, width], index [count].
//
//   gather         y [count, width]: y[i] = x[index[i]]
//   gatherOrZero   the same, and zeros where index[i] is no row (−1)
//   gatherFrozen   the same from frozen weights, in f32 or in blocks as in matmul.wgsl, of which this part holds
//                  the rows firstRow … firstRow + rows − 1; rows of other parts are left alone
//   scatterAdd     y [rows, width], zero before: y[r] += Σ x[i] over i with index[i] = r, in the order of i;
//                  x [count, width]. Whoever comes first among those that name a row adds them all up, so that no
//                  two invocations write to one row; each takes 64 columns.

struct Problem {
  first: u32,
  count: u32,
  rows: u32,
  width: u32,
  firstRow: u32,
  x: u32,
  scales: u32,
  index: u32,
  y: u32,
}

@group(0) @binding(0) var<storage, read_write> arena: array<u32>;
@group(0) @binding(1) var<storage, read> weights: array<u32>;
@group(1) @binding(0) var<storage, read> problems: array<Problem>;

const WEIGHT_BITS = 32u;
const GROUP = 256u;
const STRETCH = 64u;

@compute @workgroup_size(GROUP)
fn gather(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (i < p.count * p.width) {
    arena[p.y + i] = arena[p.x + arena[p.index + i / p.width] * p.width + i % p.width];
  }
}

@compute @workgroup_size(GROUP)
fn gatherOrZero(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (i < p.count * p.width) {
    let row = arena[p.index + i / p.width];
    var word = 0u;
    if (row < p.rows) {
      word = arena[p.x + row * p.width + i % p.width];
    }
    arena[p.y + i] = word;
  }
}

fn weight(p: Problem, e: u32) -> f32 {
  if (WEIGHT_BITS == 32u) {
    return bitcast<f32>(weights[p.x + e]);
  }
  let scale = unpack2x16float(weights[p.scales + e / 64u])[e / 32u % 2u];
  if (WEIGHT_BITS == 8u) {
    let word = bitcast<i32>(weights[p.x + e / 4u]);
    return scale * f32((word << (24u - 8u * (e % 4u))) >> 24u);
  }
  return scale * (f32((weights[p.x + e / 8u] >> (4u * (e % 8u))) & 15u) - 8.0);
}

@compute @workgroup_size(GROUP)
fn gatherFrozen(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (i < p.count * p.width) {
    // An index below firstRow wraps to a number above all rows.
    let row = arena[p.index + i / p.width] - p.firstRow;
    if (row < p.rows) {
      arena[p.y + i] = bitcast<u32>(weight(p, row * p.width + i % p.width));
    }
  }
}

@compute @workgroup_size(GROUP)
fn scatterAdd(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let stretches = (p.width + STRETCH - 1u) / STRETCH;
  let task = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  let i = task / stretches;
  if (i >= p.count) {
    return;
  }
  let row = arena[p.index + i];
  for (var j = 0u; j < i; j++) {
    if (arena[p.index + j] == row) {
      return;
    }
  }
  let start = task % stretches * STRETCH;
  let end = min(start + STRETCH, p.width);
  for (var j = i; j < p.count; j++) {
    if (arena[p.index + j] != row) {
      continue;
    }
    for (var c = start; c < end; c++) {
      let y = p.y + row * p.width + c;
      arena[y] = bitcast<u32>(bitcast<f32>(arena[y]) + bitcast<f32>(arena[p.x + j * p.width + c]));
    }
  }
}
