import type { Compiler } from 'webpack';

export function freshDist(): string | undefined;
export function compilerInto(folder: string): Compiler;
export function build(folder?: string): Promise<string>;
