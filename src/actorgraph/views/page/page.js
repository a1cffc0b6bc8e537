// Bundled from scripts/*.js: do not edit; run `make scripts`.
(() => {
  // src/actorgraph/views/page/scripts/attach.js
  function bindAttach() {
  }

  // src/actorgraph/views/page/scripts/bar.js
  function bindBar() {
  }

  // src/actorgraph/views/page/scripts/between.js
  function bindBetween() {
  }

  // src/actorgraph/views/page/scripts/card.js
  function bindCard() {
  }

  // src/actorgraph/views/page/scripts/choose.js
  function bindChoose() {
  }

  // src/actorgraph/views/page/scripts/citation.js
  function bindCitation() {
  }

  // src/actorgraph/views/page/scripts/keys.js
  function bindKeys() {
  }

  // src/actorgraph/views/page/scripts/map.js
  function bindMap() {
  }

  // src/actorgraph/views/page/scripts/marks.js
  function bindMarks() {
  }

  // src/actorgraph/views/page/scripts/misread.js
  function bindMisread() {
  }

  // src/actorgraph/views/page/scripts/pan.js
  function bindPan() {
  }

  // src/actorgraph/views/page/scripts/picture.js
  function bindPicture() {
  }

  // src/actorgraph/views/page/scripts/search.js
  function bindSearch() {
  }

  // src/actorgraph/views/page/scripts/share.js
  function bindShare() {
  }

  // src/actorgraph/views/page/scripts/story.js
  function bindStory() {
  }

  // src/actorgraph/views/page/scripts/tabs.js
  function bindTabs() {
  }

  // src/actorgraph/views/page/scripts/writers.js
  function bindWriters() {
  }

  // src/actorgraph/views/page/scripts/main.js
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
})();
