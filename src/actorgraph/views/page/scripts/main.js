// @ts-check
// Binds every part of the page to the HTML that is there.

import { bindAttach } from "./attach.js";
import { bindBar } from "./bar.js";
import { bindBetween } from "./between.js";
import { bindCard } from "./card.js";
import { bindChoose } from "./choose.js";
import { bindCitation } from "./citation.js";
import { bindKeys } from "./keys.js";
import { bindLink } from "./link.js";
import { bindMap } from "./map.js";
import { bindMarks, bindReveal } from "./marks.js";
import { bindMisread } from "./misread.js";
import { bindPan } from "./pan.js";
import { bindPicture } from "./picture.js";
import { bindSearch } from "./search.js";
import { bindShare } from "./share.js";
import { bindStory } from "./story.js";
import { bindTabs } from "./tabs.js";
import { bindWriters } from "./writers.js";

bindMarks();
bindChoose();
bindBar();
bindCard();
bindTabs();
bindSearch();
bindMap();
bindBetween();
bindPan();
bindShare();
bindPicture();
bindCitation();
bindWriters();
bindStory();
bindAttach();
bindMisread();
bindKeys();
bindReveal();
bindLink();
