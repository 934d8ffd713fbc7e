// What is shown of a document? Rows lie in blocks, the names of the blocks in the manifest or in parts of their own.

/** @returns {Promise<{title: string, url: string, date: string, department: string, number: string, indexNumber: string, texts: string[]}>} */
export async function loadRow(store, manifest, document) {
  const block = Math.floor(document / manifest.block);
  const rows = await store.json(`docs/${await blockName(store, manifest, block)}.bin`);
  const [title, url, date, department, number, indexNumber, texts] = rows[document % manifest.block];
  return { title, url, date, department, number, indexNumber, texts };
}

async function blockName(store, { docs, named }, block) {
  if (docs.names) return docs.names[block];
  const names = await store.json(`blocks/${docs.parts[Math.floor(block / named)]}.bin`);
  return names[block % named];
}
