// Reductions. All sums are taken in a fixed order, so that the same inputs give the same bits.
//
//   sum               y = Σ x[i]                                   x [size]; one workgroup
//   sumRows           y[j] = Σ_i x[i, j]                           x [rows, width]; one workgroup every 64 columns
//   sumBySegment     y[s] = Σ x[i] over i with index[i] = s      x, index [size]; one workgroup a segment

struct Problem {
  first: u32,
  size: u32,
  rows: u32,
  width: u32,
  x: u32,
  index: u32,
  y: u32,
}

@group(0) @binding(0) var<storage, read_write> arena: array<u32>;
@group(1) @binding(0) var<storage, read> problems: array<Problem>;

const GROUP = 256u;
const COLUMNS = 64u;

var<workgroup> partial: array<f32, GROUP>;

fn at(i: u32) -> f32 {
  return bitcast<f32>(arena[i]);
}

// The sum of every lane's value, known to all lanes.
fn total(lane: u32, value: f32) -> f32 {
  partial[lane] = value;
  for (var half = GROUP / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) {
      partial[lane] += partial[lane + half];
    }
  }
  workgroupBarrier();
  return partial[0];
}

@compute @workgroup_size(GROUP)
fn sum(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let p = problems[group.z];
  var mine = 0.0;
  for (var i = lane; i < p.size; i += GROUP) {
    mine += at(p.x + i);
  }
  let all = total(lane, mine);
  if (lane == 0u) {
    arena[p.y] = bitcast<u32>(all);
  }
}

@compute @workgroup_size(GROUP)
fn sumBySegment(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let segment = p.first + group.y * groups.x + group.x;
  if (segment >= p.rows) {
    return;
  }
  var mine = 0.0;
  for (var i = lane; i < p.size; i += GROUP) {
    if (arena[p.index + i] == segment) {
      mine += at(p.x + i);
    }
  }
  let all = total(lane, mine);
  if (lane == 0u) {
    arena[p.y + segment] = bitcast<u32>(all);
  }
}

@compute @workgroup_size(GROUP)
fn sumRows(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let column = (p.first + group.y * groups.x + group.x) * COLUMNS + lane % COLUMNS;
  const SLICES = GROUP / COLUMNS;
  var mine = 0.0;
  if (column < p.width) {
    for (var row = lane / COLUMNS; row < p.rows; row += SLICES) {
      mine += at(p.x + row * p.width + column);
    }
  }
  partial[lane] = mine;
  workgroupBarrier();
  if (lane < COLUMNS && column < p.width) {
    var all = 0.0;
    for (var slice = 0u; slice < SLICES; slice++) {
      all += partial[slice * COLUMNS + lane];
    }
    arena[p.y + column] = bitcast<u32>(all);
  }
}
