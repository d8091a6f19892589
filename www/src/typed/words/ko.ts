/** The words of typing a loss, in Korean. */
import type { ExpressionRefusal } from '../../engine.ts';
import type { TypedWords } from './table.ts';

/** What is wrong, by the kinds that the core tells apart. */
const KINDS: Readonly<Record<string, (refusal: ExpressionRefusal) => string>> = {
  empty: () => '아직 비어 있습니다. x와 y의 수식을 입력하세요',
  'too-long': ({ limit }) => `${limit}자를 넘었습니다`,
  'too-deep': ({ limit }) => `${limit}겹보다 깊게 겹쳤습니다`,
  character: ({ found }) => `여기서는 ${found} 기호를 쓸 수 없습니다`,
  name: ({ found }) => `${found}: 변수도 상수도 함수도 아닙니다`,
  multiplication: () => '연산 기호가 빠졌습니다',
  number: ({ found }) => `${found}: 숫자가 아닙니다`,
  overflow: ({ found }) => `${found}: 너무 큰 수입니다`,
  value: ({ found }) => `${found} 앞에 값이 빠졌습니다`,
  'value-at-end': () => '끝에 값이 빠졌습니다',
  brackets: () => '함수에는 괄호가 필요합니다',
  arguments: ({ found, limit }) => `${found} 함수는 인수가 ${limit}개입니다`,
  unclosed: () => '이 괄호가 닫히지 않았습니다',
  unopened: () => '이 괄호는 열린 적이 없습니다',
  comma: () => '쉼표는 함수의 인수를 나눌 때만 씁니다',
};

export const ko: TypedWords = {
  label: 'x와 y의 수식으로 쓴 손실 함수',
  hint: '곱하기는 꼭 씁니다: 2*x. 거듭제곱은 x^2. 그 밖에 pi, e, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, exp, ln, log10, sqrt, abs, sign, min, max, pow를 쓸 수 있습니다.',
  examples: '예를 들면',
  refused: (refusal) => {
    const reason = KINDS[refusal.kind]?.(refusal) ?? refusal.text;
    return `${refusal.column}번째 글자: ${reason}.${refusal.write === undefined ? '' : ` 이렇게 써 보세요: ${refusal.write}`}`;
  },
  found: (minima, lowest) => `근처에서 최솟점을 ${minima}개 찾았습니다. 가장 낮은 값은 ${lowest}입니다.`,
  noMinimum: '근처에서 최솟점을 찾지 못했습니다.',
};
