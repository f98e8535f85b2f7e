// What has been searched for in this browser? Only searches that found something are kept, the latest first.
import { keep, kept } from "./kept.js";

const MOST = 10;

export function isKeeping() {
  return kept("remember", true) !== false;
}

export function setKeeping(on) {
  keep("remember", on);
  if (!on) forgetAll();
}

export function recentSearches() {
  const texts = kept("recent", []);
  return Array.isArray(texts) ? texts.filter((text) => typeof text === "string").slice(0, MOST) : [];
}

export function remember(text) {
  if (text && isKeeping()) keep("recent", [text, ...recentSearches().filter((other) => other !== text)].slice(0, MOST));
}

export function forget(text) {
  keep("recent", recentSearches().filter((other) => other !== text));
}

export function forgetAll() {
  keep("recent", []);
}
