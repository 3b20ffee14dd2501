// The sum of matrix products of matmul.wgsl without workgroup memory: every invocation computes 8 × 4 results
// and reads what it needs itself. On processors that pretend to be a graphics card, and for small matrices on
// some real ones, that beats tiles: no barriers, and caches do what tiles would. Which of the two a device
// runs is measured (see tuning.ts).
//
// Formula, shapes, layouts and weight formats are those of matmul.wgsl.

struct Problem {
  first: u32,
  rows: u32,
  columns: u32,
  stride: u32, // from one row of y to the next; y may be some columns of a wider matrix
  products: u32, // how many of `product` are used
  y: u32,
  bias: u32, // or absent
  addend: u32, // or absent
  // (A, B, depth, bits of α) for a B in the arena; (A, B, depth | FROZEN, scales) for a frozen one.
  product: array<vec4u, 6>,
}

@group(0) @binding(0) var<storage, read_write> arena: array<u32>;
@group(0) @binding(1) var<storage, read> weights: array<u32>;
@group(1) @binding(0) var<storage, read> problems: array<Problem>;

const NONE = 0xffffffffu;
const FROZEN = 0x80000000u;

const LAYOUT = 0u; // 0 NT, 1 NN, 2 TN
const WEIGHT_BITS = 32u; // of frozen B: 32, 8 or 4
const GUARDED = 1u; // 0 where depths and columns are multiples of 4 (and rows of 8 for TN), which saves every check
const THREADS = 64u;

fn at(i: u32) -> f32 {
  return bitcast<f32>(arena[i]);
}

// Four numbers from element i on, of which `left` exist; the others are zero.
fn four(i: u32, left: u32) -> vec4f {
  if (GUARDED == 0u || left >= 4u) {
    return vec4f(at(i), at(i + 1u), at(i + 2u), at(i + 3u));
  }
  return vec4f(
    select(0.0, at(i), left > 0u),
    select(0.0, at(i + 1u), left > 1u),
    select(0.0, at(i + 2u), left > 2u),
    0.0,
  );
}

// The same of a frozen matrix, e counting its elements. In blocks, e is a multiple of 4.
fn fourFrozen(levels: u32, scales: u32, e: u32, left: u32) -> vec4f {
  if (GUARDED == 1u && left == 0u) {
    return vec4f();
  }
  if (WEIGHT_BITS == 32u && GUARDED == 0u) {
    let i = levels + e;
    return bitcast<vec4f>(vec4u(weights[i], weights[i + 1u], weights[i + 2u], weights[i + 3u]));
  }
  if (WEIGHT_BITS == 32u) {
    return vec4f(
      bitcast<f32>(weights[levels + e]),
      select(0.0, bitcast<f32>(weights[levels + e + 1u]), left > 1u),
      select(0.0, bitcast<f32>(weights[levels + e + 2u]), left > 2u),
      select(0.0, bitcast<f32>(weights[levels + e + 3u]), left > 3u),
    );
  }
  let block = e / 32u;
  let scale = unpack2x16float(weights[scales + block / 2u])[block % 2u];
  if (WEIGHT_BITS == 8u) {
    let word = vec4i(bitcast<i32>(weights[levels + e / 4u]));
    return scale * vec4f((word << vec4u(24u, 16u, 8u, 0u)) >> vec4u(24u));
  }
  let half = weights[levels + e / 8u] >> (e / 4u % 2u * 16u);
  return scale * (vec4f((vec4u(half) >> vec4u(0u, 4u, 8u, 12u)) & vec4u(15u)) - 8.0);
}

// Four numbers of B.
fn fourB(product: vec4u, isFrozen: bool, e: u32, left: u32) -> vec4f {
  if (isFrozen) {
    return fourFrozen(product.y, product.w, e, left);
  }
  return four(product.y + e, left);
}

fn store(problem: u32, row: u32, column: u32, value: vec4f) {
  let columns = problems[problem].columns;
  let i = row * problems[problem].stride + column;
  let left = columns - column;
  var result = value;
  let bias = problems[problem].bias;
  if (bias != NONE) {
    result += four(bias + column, left);
  }
  let addend = problems[problem].addend;
  if (addend != NONE) {
    result += four(addend + i, left);
  }
  let y = problems[problem].y + i;
  arena[y] = bitcast<u32>(result.x);
  if (left > 1u) { arena[y + 1u] = bitcast<u32>(result.y); }
  if (left > 2u) { arena[y + 2u] = bitcast<u32>(result.z); }
  if (left > 3u) { arena[y + 3u] = bitcast<u32>(result.w); }
}

@compute @workgroup_size(THREADS)
fn multiply(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  // Field by field: the whole record is long, and would be copied.
  let rows = problems[group.z].rows;
  let columns = problems[group.z].columns;
  let across = (columns + 3u) / 4u;
  let block = (problems[group.z].first + group.y * groups.x + group.x) * THREADS + lane;
  let row = block / across * 8u;
  let column = block % across * 4u;
  if (row >= rows) {
    return;
  }
  let last = rows - 1u;
  let left = columns - column;
  // Rows beyond the end repeat the last one; their results are not stored.
  let r1 = min(row + 1u, last);
  let r2 = min(row + 2u, last);
  let r3 = min(row + 3u, last);
  let r4 = min(row + 4u, last);
  let r5 = min(row + 5u, last);
  let r6 = min(row + 6u, last);
  let r7 = min(row + 7u, last);
  var y0 = vec4f();
  var y1 = vec4f();
  var y2 = vec4f();
  var y3 = vec4f();
  var y4 = vec4f();
  var y5 = vec4f();
  var y6 = vec4f();
  var y7 = vec4f();

  let products = problems[group.z].products;
  for (var s = 0u; s < products; s++) {
    let product = problems[group.z].product[s];
    let isFrozen = (product.z & FROZEN) != 0u;
    let depth = product.z & ~FROZEN;
    let alpha = select(bitcast<f32>(product.w), 1.0, isFrozen);
    if (LAYOUT == 2u) {
      for (var k = 0u; k < depth; k++) {
        let b = alpha * fourB(product, isFrozen, k * columns + column, left);
        let start = product.x + k * rows + row;
        let low = four(start, rows - row);
        let high = four(start + 4u, rows - min(rows, row + 4u));
        y0 += low.x * b;
        y1 += low.y * b;
        y2 += low.z * b;
        y3 += low.w * b;
        y4 += high.x * b;
        y5 += high.y * b;
        y6 += high.z * b;
        y7 += high.w * b;
      }
      continue;
    }
    if (WEIGHT_BITS == 32u) {
      // Plain numbers are read one at a time along the depth: fewest steps, and nothing to decode.
      let c = min(vec4u(column) + vec4u(0u, 1u, 2u, 3u), vec4u(columns - 1u));
      let along = select(c, c * depth, LAYOUT == 0u);
      let step = select(columns, 1u, LAYOUT == 0u);
      for (var k = 0u; k < depth; k++) {
        let e = product.y + along + k * step;
        var b: vec4f;
        if (isFrozen) {
          b = bitcast<vec4f>(vec4u(weights[e.x], weights[e.y], weights[e.z], weights[e.w]));
        } else {
          b = alpha * vec4f(at(e.x), at(e.y), at(e.z), at(e.w));
        }
        let a = product.x + k;
        y0 += at(a + row * depth) * b;
        y1 += at(a + r1 * depth) * b;
        y2 += at(a + r2 * depth) * b;
        y3 += at(a + r3 * depth) * b;
        y4 += at(a + r4 * depth) * b;
        y5 += at(a + r5 * depth) * b;
        y6 += at(a + r6 * depth) * b;
        y7 += at(a + r7 * depth) * b;
      }
      continue;
    }
    for (var k = 0u; k < depth; k += 4u) {
      let deep = depth - k;
      // b: rows of B's part [k … k+3, column … column+3].
      var b: mat4x4f;
      if (LAYOUT == 0u) {
        let c = min(vec4u(column) + vec4u(0u, 1u, 2u, 3u), vec4u(columns - 1u)) * depth + k;
        b = transpose(mat4x4f(
          fourB(product, isFrozen, c.x, deep),
          fourB(product, isFrozen, c.y, deep),
          fourB(product, isFrozen, c.z, deep),
          fourB(product, isFrozen, c.w, deep),
        ));
      } else {
        let e = k * columns + column;
        let step = columns;
        b = mat4x4f(
          fourB(product, isFrozen, e, left),
          fourB(product, isFrozen, e + step, select(0u, left, deep > 1u)),
          fourB(product, isFrozen, e + 2u * step, select(0u, left, deep > 2u)),
          fourB(product, isFrozen, e + 3u * step, select(0u, left, deep > 3u)),
        );
      }
      b *= alpha;
      let a = product.x + k;
      y0 += b * four(a + row * depth, deep);
      y1 += b * four(a + r1 * depth, deep);
      y2 += b * four(a + r2 * depth, deep);
      y3 += b * four(a + r3 * depth, deep);
      y4 += b * four(a + r4 * depth, deep);
      y5 += b * four(a + r5 * depth, deep);
      y6 += b * four(a + r6 * depth, deep);
      y7 += b * four(a + r7 * depth, deep);
    }
  }
  // Written out once: eight times, it would be most of the kernel, and of the time to compile it.
  var y = array(y0, y1, y2, y3, y4, y5, y6, y7);
  for (var i = 0u; i < min(8u, rows - row); i++) {
    store(group.z, row + i, column, y[i]);
  }
}
