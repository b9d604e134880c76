export async function measureSpeed(): Promise<{ readonly text: string }> {
  return { text: 'speed: not measured' };
}
