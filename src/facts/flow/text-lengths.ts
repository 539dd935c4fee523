// What is known at one point of how long texts are, and of the room that was made for them: see lengths.ts.
import type { Length, Longest, Room } from "./knowledge.js";
import { OwnedMaps } from "./owned-maps.js";

export class TextLengths extends OwnedMaps {
  /** The number in this place is the length of texts. */
  measure(key: string, length: Length): void {
    this.own("lengths").set(key, length);
  }

  lengthOf(key: string): Length | undefined {
    return this.maps.lengths.get(key);
  }

  contain(key: string, length: Length): void {
    this.own("contents").set(key, length);
  }

  contentOf(key: string): Length | undefined {
    return this.maps.contents.get(key);
  }

  makeRoom(key: string, room: Room): void {
    this.own("rooms").set(key, room);
  }

  roomOf(key: string): Room | undefined {
    return this.maps.rooms.get(key);
  }

  /** A test has shown that the text in this place is no longer. */
  shorten(key: string, most: Longest): void {
    const known = this.maps.longest.get(key);
    if (known === undefined || most.letters < known.letters) this.own("longest").set(key, most);
  }

  longestOf(key: string): Longest | undefined {
    return this.maps.longest.get(key);
  }
}
