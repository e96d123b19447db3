// SPDX-License-Identifier: GPL-2.0-or-later
// Is an AVX instruction found wherever it stands, and only the ones that a processor is asked about forgiven?
import t from 'tap';
import { unguarded, wideFunctions } from '../../../tools/test/plain.mjs';

const CHOSEN = 'void spillway::(anonymous namespace)::RunDtmfHop<8>(spillway::DtmfLanes&, float const*)';
const LISTING = `
0000000000001000 <spillway::Mix(int)>:
    1000:\tmovaps (%rdi),%xmm0
    1004:\tmulps  %xmm1,%xmm0
    1008:\tret

0000000000002000 <${CHOSEN}>:
    2000:\tvmulps (%rdi),%ymm0,%ymm1
    2005:\tvzeroupper

0000000000003000 <std::vector<float>::vector(unsigned long)>:
    3000:\tvmovups %xmm0,(%rax)
    3004:\tret

0000000000004000 <masks>:
    4000:\tkmovw  %eax,%k1

0000000000005000 <verr>:
    5000:\tverw   %ax
    5004:\tret
`;

t.test('functions with AVX are those with its registers and masks', async (t) => {
  t.same([...wideFunctions(LISTING)], [CHOSEN, 'std::vector<float>::vector(unsigned long)', 'masks']);
});

t.test('only lanes of 8, 16 and 32 in a namespace without a name are chosen at run time', async (t) => {
  t.same(unguarded(wideFunctions(LISTING)), ['std::vector<float>::vector(unsigned long)', 'masks']);
  t.same(unguarded(['spillway::(anonymous namespace)::DtmfFilters<16>::Run(float const*)']), []);
  const named = 'void spillway::RunDtmfHop<8>(spillway::DtmfLanes&, float const*)';
  t.same(unguarded([named]), [named], 'the linker may merge it with another');
  t.equal(unguarded(['spillway::(anonymous namespace)::DtmfFilters<4>::Run(float const*)']).length, 1);
});
