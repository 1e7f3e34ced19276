export async function checkExample() {}
