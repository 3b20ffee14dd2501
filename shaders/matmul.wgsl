// A sum of matrix products: y = Σ_s α_s·op(A_s)·op(B_s) + bias + addend.
//
// One pass over several products is what a linear layer with LoRA is made of (Hu et al. 2021, eq. 3):
//   forward    y = x·Wᵀ + s·u·Bᵀ   with u = x·Aᵀ
//   backward   dx = dy·W + s·t·A   with t = dy·B; for q, k and v together, six products
// so that neither W + s·B·A nor any partial result is ever stored.
//
// Shapes by LAYOUT, all row by row:
//   NT (0)   A [rows, depth], B [columns, depth]     y = A·Bᵀ
//   NN (1)   A [rows, depth], B [depth, columns]     y = A·B
//   TN (2)   A [depth, rows], B [depth, columns]     y = Aᵀ·B
// y and addend [rows, columns], bias [columns].
//
// B may be a frozen weight in f32, or in GGML's blocks of 32 along its rows with one f16 scale each: 8 bits
// (Q8_0, w = scale·q) or 4 bits (Q4_0, w = scale·(q − 8)). Blocks are decoded on the way into the tile, in
// the same packed copy for NT and NN.
//
// With HALF the tiles hold half-precision numbers, which halves what goes through workgroup memory; sums stay
// in f32. It serves forward products with frozen weights only: gradients are too small for its range.
//
// Algorithm: tiles of A and B in workgroup memory and a square of 4 × 4 results in the registers of every
// invocation (Volkov & Demmel 2008, "Benchmarking GPUs to tune dense linear algebra"). The tile of A is kept
// transposed, so that both are read as vectors of four along the result.

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
const TILE_M = 64u; // rows of a tile of y
const TILE_N = 64u; // columns of a tile of y
const TILE_K = 32u; // depth of the tiles of A and B
const THREADS = 256u; // TILE_M/4 · TILE_N/4
const HALF = 0u; // 1 needs the feature shader-f16, and makes the next line say vec4h
alias TileVector = vec4f;

var<workgroup> tileA: array<TileVector, TILE_K * TILE_M / 4u>;
var<workgroup> tileB: array<TileVector, TILE_K * TILE_N / 4u>;

fn at(i: u32) -> f32 {
  return bitcast<f32>(arena[i]);
}

// Elements base + i … base + i + 3 of a row in the arena, of which `left` exist.
fn four(i: u32, left: u32) -> vec4f {
  if (left >= 4u) {
    return vec4f(at(i), at(i + 1u), at(i + 2u), at(i + 3u));
  }
  return vec4f(
    select(0.0, at(i), left > 0u),
    select(0.0, at(i + 1u), left > 1u),
    select(0.0, at(i + 2u), left > 2u),
    0.0,
  );
}

// The same of a frozen matrix, whose element `e` is the first. In blocks, e is a multiple of 4.
fn fourFrozen(levels: u32, scales: u32, e: u32, left: u32) -> vec4f {
  if (WEIGHT_BITS == 32u) {
    return vec4f(
      select(0.0, bitcast<f32>(weights[levels + e]), left > 0u),
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

// Rows r … r+3 and columns c … c+3 of a matrix in the arena; what lies outside is zero.
fn block(base: u32, rows: u32, columns: u32, r: u32, c: u32) -> mat4x4f {
  var result = mat4x4f();
  let left = columns - min(columns, c);
  let start = base + r * columns + c;
  if (r < rows) { result[0] = four(start, left); }
  if (r + 1u < rows) { result[1] = four(start + columns, left); }
  if (r + 2u < rows) { result[2] = four(start + 2u * columns, left); }
  if (r + 3u < rows) { result[3] = four(start + 3u * columns, left); }
  return result;
}

fn blockFrozen(levels: u32, scales: u32, rows: u32, columns: u32, r: u32, c: u32) -> mat4x4f {
  var result = mat4x4f();
  if (c >= columns) {
    return result;
  }
  let left = columns - c;
  let start = r * columns + c;
  if (r < rows) { result[0] = fourFrozen(levels, scales, start, left); }
  if (r + 1u < rows) { result[1] = fourFrozen(levels, scales, start + columns, left); }
  if (r + 2u < rows) { result[2] = fourFrozen(levels, scales, start + 2u * columns, left); }
  if (r + 3u < rows) { result[3] = fourFrozen(levels, scales, start + 3u * columns, left); }
  return result;
}

@compute @workgroup_size(THREADS)
fn multiply(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = group.z;
  let rows = problems[index].rows;
  let columns = problems[index].columns;
  let tilesAcross = (columns + TILE_N - 1u) / TILE_N;
  let tile = problems[index].first + group.y * groups.x + group.x;
  let firstRow = tile / tilesAcross * TILE_M;
  let firstColumn = tile % tilesAcross * TILE_N;
  if (firstRow >= rows) {
    return;
  }
  let tx = lane % (TILE_N / 4u);
  let ty = lane / (TILE_N / 4u);
  var y0 = vec4f();
  var y1 = vec4f();
  var y2 = vec4f();
  var y3 = vec4f();

  let products = problems[index].products;
  for (var s = 0u; s < products; s++) {
    let product = problems[index].product[s];
    let isFrozen = (product.z & FROZEN) != 0u;
    let depth = product.z & ~FROZEN;
    let alpha = select(bitcast<f32>(product.w), 1.0, isFrozen);
    for (var k = 0u; k < depth; k += TILE_K) {
      workgroupBarrier();
      // Blocks of 4 × 4: first those of A, then those of B.
      for (var i = lane; i < TILE_K * (TILE_M + TILE_N) / 16u; i += THREADS) {
        if (i < TILE_K * TILE_M / 16u) {
          if (LAYOUT == 2u) {
            let r = i / (TILE_M / 4u);
            let c = i % (TILE_M / 4u);
            let values = block(product.x, depth, rows, k + 4u * r, firstRow + 4u * c);
            for (var j = 0u; j < 4u; j++) {
              tileA[(4u * r + j) * (TILE_M / 4u) + c] = TileVector(values[j]);
            }
          } else {
            let r = i / (TILE_K / 4u);
            let c = i % (TILE_K / 4u);
            let values = transpose(block(product.x, rows, depth, firstRow + 4u * r, k + 4u * c));
            for (var j = 0u; j < 4u; j++) {
              tileA[(4u * c + j) * (TILE_M / 4u) + r] = TileVector(values[j]);
            }
          }
        } else {
          let b = i - TILE_K * TILE_M / 16u;
          var values: mat4x4f;
          var r: u32;
          var c: u32;
          if (LAYOUT == 0u) {
            c = b / (TILE_K / 4u);
            r = b % (TILE_K / 4u);
            if (isFrozen) {
              values = transpose(blockFrozen(product.y, product.w, columns, depth, firstColumn + 4u * c, k + 4u * r));
            } else {
              values = transpose(block(product.y, columns, depth, firstColumn + 4u * c, k + 4u * r));
            }
          } else {
            r = b / (TILE_N / 4u);
            c = b % (TILE_N / 4u);
            if (isFrozen) {
              values = blockFrozen(product.y, product.w, depth, columns, k + 4u * r, firstColumn + 4u * c);
            } else {
              values = block(product.y, depth, columns, k + 4u * r, firstColumn + 4u * c);
            }
          }
          for (var j = 0u; j < 4u; j++) {
            tileB[(4u * r + j) * (TILE_N / 4u) + c] = TileVector(alpha * values[j]);
          }
        }
      }
      workgroupBarrier();
      let last = min(TILE_K, depth - k);
      for (var j = 0u; j < last; j++) {
        let a = vec4f(tileA[j * (TILE_M / 4u) + ty]);
        let b = vec4f(tileB[j * (TILE_N / 4u) + tx]);
        y0 += a.x * b;
        y1 += a.y * b;
        y2 += a.z * b;
        y3 += a.w * b;
      }
    }
  }

  let column = firstColumn + 4u * tx;
  let results = mat4x4f(y0, y1, y2, y3);
  for (var r = 0u; r < 4u; r++) {
    let row = firstRow + 4u * ty + r;
    if (row < rows) {
      for (var c = 0u; c < 4u; c++) {
        if (column + c < columns) {
          var value = results[r][c];
          if (problems[index].bias != NONE) {
            value += at(problems[index].bias + column + c);
          }
          let i = row * problems[index].stride + column + c;
          if (problems[index].addend != NONE) {
            value += at(problems[index].addend + i);
          }
          arena[problems[index].y + i] = bitcast<u32>(value);
        }
      }
    }
  }
}
