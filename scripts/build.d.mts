export function freshDist(): string | undefined;
export function watch(folder: string, built: (problem: string | undefined) => void): () => Promise<void>;
export function build(folder?: string): Promise<string>;
