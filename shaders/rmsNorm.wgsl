// RMSNorm (Zhang & Sennrich 2019, eq. 4, with Llama's ε). Shapes: x, dy, dx, y [rows, width]; gain [width].
//
// With r = 1/sqrt(mean(x²) + ε) of a row:
//   forward      y = x·r·gain
//   inputGrad    dx = r·(g − x·r²·mean(g·x)) + addend, with g = dy·gain
//   inverseRms   y[row] = r
//   gainGrad     dgain[j] = Σ over rows of dy·x·r        (needs inverseRms; one workgroup every 64 columns)
//
// LANES invocations share a row, and a workgroup takes 64/LANES rows.

struct Problem {
  first: u32,
  rows: u32,
  width: u32,
  x: u32,
  gain: u32,
  dy: u32,
  addend: u32, // [rows, width], or absent
  inverse: u32,
  y: u32,
  epsilon: f32,
}

@group(0) @binding(0) var<storage, read_write> arena: array<u32>;
@group(1) @binding(0) var<storage, read> problems: array<Problem>;

const NONE = 0xffffffffu;
const GROUP = 64u;
const LANES = 64u; // a power of two; with 1, nothing is shared and there is no barrier

var<workgroup> partial: array<vec2f, GROUP>;

fn at(i: u32) -> f32 {
  return bitcast<f32>(arena[i]);
}

// The sum over the lanes of a row, known to all of them.
fn total(thread: u32, value: vec2f) -> vec2f {
  if (LANES == 1u) {
    return value;
  }
  partial[thread] = value;
  for (var half = LANES / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (thread % LANES < half) {
      partial[thread] += partial[thread + half];
    }
  }
  workgroupBarrier();
  return partial[thread / LANES * LANES];
}

@compute @workgroup_size(GROUP)
fn forward(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let p = problems[group.z];
  let lane = thread % LANES;
  let row = (p.first + group.y * groups.x + group.x) * (GROUP / LANES) + thread / LANES;
  let isRow = row < p.rows;
  let start = min(row, p.rows - 1u) * p.width;
  var squares = 0.0;
  for (var i = lane; i < p.width; i += LANES) {
    let x = at(p.x + start + i);
    squares += x * x;
  }
  let r = inverseSqrt(total(thread, vec2f(squares, 0.0)).x / f32(p.width) + p.epsilon);
  if (!isRow) {
    return;
  }
  for (var i = lane; i < p.width; i += LANES) {
    arena[p.y + start + i] = bitcast<u32>(at(p.x + start + i) * r * at(p.gain + i));
  }
}

@compute @workgroup_size(GROUP)
fn inputGrad(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let p = problems[group.z];
  let lane = thread % LANES;
  let row = (p.first + group.y * groups.x + group.x) * (GROUP / LANES) + thread / LANES;
  let isRow = row < p.rows;
  let start = min(row, p.rows - 1u) * p.width;
  var sums = vec2f();
  for (var i = lane; i < p.width; i += LANES) {
    let x = at(p.x + start + i);
    sums += x * vec2f(x, at(p.dy + start + i) * at(p.gain + i));
  }
  let means = total(thread, sums) / f32(p.width);
  let r = inverseSqrt(means.x + p.epsilon);
  if (!isRow) {
    return;
  }
  for (var i = lane; i < p.width; i += LANES) {
    let g = at(p.dy + start + i) * at(p.gain + i);
    var dx = r * (g - at(p.x + start + i) * r * r * means.y);
    if (p.addend != NONE) {
      dx += at(p.addend + start + i);
    }
    arena[p.y + start + i] = bitcast<u32>(dx);
  }
}

@compute @workgroup_size(GROUP)
fn inverseRms(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let p = problems[group.z];
  let lane = thread % LANES;
  let row = (p.first + group.y * groups.x + group.x) * (GROUP / LANES) + thread / LANES;
  let start = min(row, p.rows - 1u) * p.width;
  var squares = 0.0;
  for (var i = lane; i < p.width; i += LANES) {
    let x = at(p.x + start + i);
    squares += x * x;
  }
  let mean = total(thread, vec2f(squares, 0.0)).x / f32(p.width);
  if (lane == 0u && row < p.rows) {
    arena[p.y + row] = bitcast<u32>(inverseSqrt(mean + p.epsilon));
  }
}

@compute @workgroup_size(GROUP)
fn gainGrad(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let p = problems[group.z];
  let column = (p.first + group.y * groups.x + group.x) * GROUP + thread;
  if (column >= p.width) {
    return;
  }
  var gradient = 0.0;
  for (var row = 0u; row < p.rows; row++) {
    let i = row * p.width + column;
    gradient += at(p.dy + i) * at(p.x + i) * at(p.inverse + row);
  }
  arena[p.y + column] = bitcast<u32>(gradient);
}
