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
import { actorSource, claimSource } from "./names.js";
import { textSource } from "./passages.js";
import { bindSearch } from "./search.js";
import { bindShare } from "./share.js";
import { bindStory } from "./story.js";
import { bindTabs, showTab } from "./tabs.js";
import { bindTheme } from "./theme.js";
import { bindWriters } from "./writers.js";

bindMarks();
bindChoose();
bindBar();
bindCard();
bindTabs();
bindTheme();
bindSearch([actorSource, claimSource, textSource(() => showTab("read"))]);
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
