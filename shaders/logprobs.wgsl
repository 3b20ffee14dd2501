// Log-probabilities of chosen tokens, from logits that exist only a chunk of the vocabulary at a time.
// Shapes: logits [rows, width], the columns being the tokens firstToken … firstToken + width − 1;
// targets, y, lse, dy [rows]; running [rows, 3]. One workgroup a row.
//
//   update   folds a chunk into each row's running (largest logit, Σ exp(logit − largest), target's logit);
//            the running softmax of Milakov & Gimelshein 2018. The last chunk leaves
//            lse = largest + log Σ and y = target's logit − lse.
//   grad     dlogits = dy·([token = target] − exp(logit − lse))

struct Problem {
  first: u32,
  rows: u32,
  width: u32,
  firstToken: u32,
  isFirst: u32,
  isLast: u32,
  logits: u32,
  targets: u32,
  running: u32,
  lse: u32,
  dy: u32,
  y: u32,
}

@group(0) @binding(0) var<storage, read_write> arena: array<u32>;
@group(1) @binding(0) var<storage, read> problems: array<Problem>;

const GROUP = 128u;
const SMALLEST = -3e38;

// (largest, Σ exp(x − largest)) of a set of numbers; two of them join into that of the union.
var<workgroup> partial: array<vec2f, GROUP>;

fn join(a: vec2f, b: vec2f) -> vec2f {
  let largest = max(a.x, b.x);
  return vec2f(largest, a.y * exp(a.x - largest) + b.y * exp(b.x - largest));
}

fn at(i: u32) -> f32 {
  return bitcast<f32>(arena[i]);
}

fn put(i: u32, value: f32) {
  arena[i] = bitcast<u32>(value);
}

@compute @workgroup_size(GROUP)
fn update(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let row = p.first + group.y * groups.x + group.x;
  if (row >= p.rows) {
    return;
  }
  let logits = p.logits + row * p.width;
  var largest = SMALLEST;
  for (var j = lane; j < p.width; j += GROUP) {
    largest = max(largest, at(logits + j));
  }
  var total = 0.0;
  for (var j = lane; j < p.width; j += GROUP) {
    total += exp(at(logits + j) - largest);
  }
  partial[lane] = vec2f(largest, total);
  for (var half = GROUP / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) {
      partial[lane] = join(partial[lane], partial[lane + half]);
    }
  }
  if (lane > 0u) {
    return;
  }
  var all = partial[0];
  var targetLogit = 0.0;
  if (p.isFirst == 0u) {
    all = join(all, vec2f(at(p.running + 3u * row), at(p.running + 3u * row + 1u)));
    targetLogit = at(p.running + 3u * row + 2u);
  }
  let column = arena[p.targets + row] - p.firstToken;
  if (column < p.width) {
    targetLogit = at(logits + column);
  }
  if (p.isLast == 0u) {
    put(p.running + 3u * row, all.x);
    put(p.running + 3u * row + 1u, all.y);
    put(p.running + 3u * row + 2u, targetLogit);
    return;
  }
  let lse = all.x + log(all.y);
  put(p.lse + row, lse);
  // The largest is subtracted first: two large numbers would leave few digits of their difference.
  put(p.y + row, (targetLogit - all.x) - log(all.y));
}

@compute @workgroup_size(GROUP)
fn grad(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let row = p.first + group.y * groups.x + group.x;
  if (row >= p.rows) {
    return;
  }
  let lse = at(p.lse + row);
  let dy = at(p.dy + row);
  let column = arena[p.targets + row] - p.firstToken;
  for (var j = lane; j < p.width; j += GROUP) {
    let isTarget = select(0.0, 1.0, j == column);
    put(p.y + row * p.width + j, dy * (isTarget - exp(at(p.logits + row * p.width + j) - lse)));
  }
}
