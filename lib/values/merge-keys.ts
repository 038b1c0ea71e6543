import { keyOf, type YamlMapping, type YamlNode, yamlNodes } from './yaml-nodes';

/** Name of the key that merges other maps. */
const MERGE = '<<';

/**
 * Returns the index of a key that a merge key below it contains, too. Helm then takes the value of the merge key, but YAML
 * says that it takes the value of the key. The first of the two may also be a merge key.
 *
 * @param text text that is valid YAML
 */
export function keyBeforeMerge(text: string): number | undefined {
  if (!text.includes(MERGE)) {
    return undefined;
  }
  const { root, anchors } = yamlNodes(text);
  const targetOf = (node: YamlNode) => (node.kind === 'alias' ? anchors.get(node.anchor) : node);
  const namesIn = (node: YamlNode): string[] => {
    const target = targetOf(node);
    switch (target?.kind) {
      case 'list':
        return target.items.flatMap(namesIn);
      case 'map':
        return target.members.flatMap(({ key, value }) => (keyOf(key) === MERGE ? namesIn(value) : [keyOf(key)]));
      default:
        return [];
    }
  };
  const overridden = ({ members }: YamlMapping): number | undefined => {
    const index = members.findLastIndex(({ key }) => keyOf(key) === MERGE);
    const merge = members[index];
    if (merge === undefined || index === 0) {
      return undefined;
    }
    const below = members.slice(index + 1).map(({ key }) => keyOf(key));
    const merged = namesIn(merge.value).filter((name) => !below.includes(name));
    const found = members.slice(0, index).find(({ key, value }) => {
      const names = keyOf(key) === MERGE ? namesIn(value) : [keyOf(key)];
      return names.some((name) => merged.includes(name));
    });
    return found?.key.start;
  };
  const nodes: YamlNode[] = root === undefined ? [] : [root];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    if (node.kind === 'map') {
      const found = overridden(node);
      if (found !== undefined) {
        return found;
      }
      nodes.push(...node.members.map(({ value }) => value).reverse());
    }
    if (node.kind === 'list') {
      nodes.push(...node.items.toReversed());
    }
  }
  return undefined;
}
