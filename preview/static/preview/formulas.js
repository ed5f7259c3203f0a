/* Formulas: MathJax from this machine, loaded only where a formula stands.
 *
 * Delimiters are the platform's: \( \), \[ \], [mathjaxinline], [mathjax]. Blocks were written for MathJax 2, so its
 * `Hub` is here for them: what they queue is typeset, and what they ask of a formula's source finds none.
 */
(function (window, document) {
  'use strict';
  var FORMULA = /\\\(|\\\[|\[mathjax/;
  var script = document.currentScript;
  var loading;

  window.MathJax = {
    tex: {
      inlineMath: [['\\(', '\\)'], ['[mathjaxinline]', '[/mathjaxinline]']],
      displayMath: [['\\[', '\\]'], ['[mathjax]', '[/mathjax]']]
    },
    svg: { fontCache: 'local' },
    options: { enableMenu: false },
    startup: { typeset: false }
  };

  function load() {
    loading = loading || new Promise(function (resolve, reject) {
      var element = document.createElement('script');
      element.src = script.dataset.engine;
      element.onload = function () {
        window.MathJax.Hub = Hub;
        window.MathJax.startup.promise.then(resolve, reject);
      };
      element.onerror = function () { reject(new Error('MathJax did not load')); };
      document.head.appendChild(element);
    });
    return loading;
  }

  // One after the other, as MathJax asks for it. A formula that cannot be set does not stop the next one.
  var last = Promise.resolve();
  function typeset(element) {
    element = element && element.jquery ? element[0] : element;
    element = typeof element === 'string' ? document.getElementById(element) : element || document.body;
    if (!element || !FORMULA.test(element.textContent)) { return; }
    last = last.then(load).then(function () {
      return window.MathJax.typesetPromise([element]);
    }).then(function () {
      document.documentElement.dataset.formulas = 'shown';
    }).catch(function (error) { console.error('A formula cannot be shown:', error); });
  }

  var Hub = {
    Config: function () {},
    Queue: function () {
      Array.prototype.forEach.call(arguments, function (task) {
        if (Array.isArray(task) && task[0] === 'Typeset') { typeset(task[2]); }
      });
    },
    Typeset: function (element) { typeset(element); },
    getAllJax: function () { return []; },
    Startup: { signal: { Interest: function () {} } },
    Register: { StartupHook: function () {} }
  };
  window.MathJax.Hub = Hub;

  document.querySelectorAll('.unit, .prose').forEach(typeset);
  // What blocks show later: a question that loads itself, an answer, a hint.
  var unit = document.getElementById('unit');
  if (unit && window.MutationObserver) {
    new MutationObserver(function (changes) {
      changes.forEach(function (change) {
        var target = change.target;
        if (!target.closest || target.closest('mjx-container, textarea, [contenteditable]')) { return; }
        if (change.addedNodes.length && FORMULA.test(target.textContent)) { typeset(target); }
      });
    }).observe(unit, { childList: true, subtree: true });
  }
}(window, document));
