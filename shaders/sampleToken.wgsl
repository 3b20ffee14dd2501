// Draws one token a row by inverse-CDF sampling: the first token at which the cumulated probability exceeds
// noise·total, with probabilities softmax(logits/temperature) over the topK largest logits (0: all of them).
// A temperature of 0 takes the largest logit, the first of several equal ones.
// Shapes: logits [rows, width], noise [rows], temperature a scalar, y [rows]. One workgroup a row.

struct Problem {
  first: u32,
  rows: u32,
  width: u32,
  topK: u32,
  logits: u32,
  noise: u32,
  temperature: u32,
  y: u32,
}

@group(0) @binding(0) var<storage, read_write> arena: array<u32>;
@group(1) @binding(0) var<storage, read> problems: array<Problem>;

const GROUP = 128u;
const SMALLEST = -3e38;
// Keeps the division finite; at a temperature of 0 the largest logit is taken anyway.
const SMALLEST_TEMPERATURE = 1e-4;

var<workgroup> floats: array<f32, GROUP>;
var<workgroup> counts: array<u32, GROUP>;

fn at(i: u32) -> f32 {
  return bitcast<f32>(arena[i]);
}

// Numbers in the order of the floats that they stand for.
fn ordered(value: f32) -> u32 {
  let bits = bitcast<u32>(value);
  return select(bits | 0x80000000u, ~bits, (bits & 0x80000000u) != 0u);
}

fn countOf(lane: u32, value: u32) -> u32 {
  workgroupBarrier();
  counts[lane] = value;
  for (var half = GROUP / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) {
      counts[lane] += counts[lane + half];
    }
  }
  workgroupBarrier();
  return workgroupUniformLoad(&counts[0]);
}

@compute @workgroup_size(GROUP)
fn sample(
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
  // Each lane takes a stretch of neighbouring tokens, so that sums over lanes are sums over tokens in order.
  let stretch = (p.width + GROUP - 1u) / GROUP;
  let base = min(lane * stretch, p.width);
  let to = min(base + stretch, p.width);

  var best = SMALLEST;
  var bestToken = 0u;
  for (var token = base; token < to; token++) {
    if (at(logits + token) > best) {
      best = at(logits + token);
      bestToken = token;
    }
  }
  floats[lane] = best;
  counts[lane] = bestToken;
  for (var half = GROUP / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half && floats[lane + half] > floats[lane]) {
      floats[lane] = floats[lane + half];
      counts[lane] = counts[lane + half];
    }
  }
  workgroupBarrier();
  let largest = floats[0];
  let greedy = counts[0];

  // The topK-th largest logit, bit by bit from the top: the largest number that topK logits reach.
  var limit = 0u;
  if (p.topK > 0u && p.topK < p.width) {
    for (var bit = 0x80000000u; bit > 0u; bit /= 2u) {
      var reached = 0u;
      for (var token = base; token < to; token++) {
        reached += select(0u, 1u, ordered(at(logits + token)) >= (limit | bit));
      }
      if (countOf(lane, reached) >= p.topK) {
        limit |= bit;
      }
    }
  }

  let temperature = at(p.temperature);
  let softness = max(temperature, SMALLEST_TEMPERATURE);
  var mine = 0.0;
  for (var token = base; token < to; token++) {
    let logit = at(logits + token);
    mine += select(0.0, exp((logit - largest) / softness), ordered(logit) >= limit);
  }
  workgroupBarrier();
  floats[lane] = mine;
  workgroupBarrier();
  if (lane > 0u) {
    return;
  }
  if (temperature <= 0.0) {
    arena[p.y + row] = greedy;
    return;
  }
  var total = 0.0;
  for (var i = 0u; i < GROUP; i++) {
    total += floats[i];
  }
  let threshold = at(p.noise + row) * total;
  var cumulated = 0.0;
  var chosen = p.width - 1u;
  for (var i = 0u; i < GROUP; i++) {
    if (cumulated + floats[i] <= threshold) {
      cumulated += floats[i];
      continue;
    }
    for (var token = i * stretch; token < min((i + 1u) * stretch, p.width); token++) {
      let logit = at(logits + token);
      cumulated += select(0.0, exp((logit - largest) / softness), ordered(logit) >= limit);
      if (cumulated > threshold) {
        chosen = token;
        break;
      }
    }
    break;
  }
  arena[p.y + row] = chosen;
}
