/* Starts the blocks of a page as the platform does.
 *
 * LMS: `new window[init](runtime, element, args)` with a DOM node. In Studio's edit page the element is a jQuery
 * object. Children first. A block that throws does not stop the others; the console says which one it was.
 */
(function (window, document, $) {
  'use strict';

  function cookie(name) {
    var found = Reflect.get(Document.prototype, 'cookie', document).split('; ').filter(function (pair) { return pair.indexOf(name + '=') === 0; })[0];
    return found ? decodeURIComponent(found.slice(name.length + 1)) : '';
  }

  function Runtime(kind) {
    this.kind = kind;
    this.listeners = {};
  }
  Runtime.prototype.handlerUrl = function (element, handler, suffix, query) {
    var data = (element.jquery ? element[0] : element).dataset;
    var usage = data.usageId || data.usage;
    var prefix = { StudioRuntime: '/xblock/', PreviewRuntime: '/preview/xblock/' }[this.kind]
      || '/courses/' + data.courseId + '/xblock/';
    var address = prefix + usage + '/handler/' + handler;
    if (suffix) { address += '/' + suffix; }
    return query ? address + '?' + query : address;
  };
  Runtime.prototype.children = function (block) {
    return $(block.element || block).prop('xblock_children') || [];
  };
  Runtime.prototype.childMap = function (block, name) {
    return this.children(block).filter(function (child) { return child.name === name; })[0];
  };
  Runtime.prototype.notify = function (name, data) {
    (this.listeners[name] || []).forEach(function (listener) { listener.call(this, data); }, this);
    document.dispatchEvent(new CustomEvent('preview:notify', { detail: { name: name, data: data || {} } }));
  };
  Runtime.prototype.listenTo = function (name, listener) {
    (this.listeners[name] = this.listeners[name] || []).push(listener);
  };
  Runtime.prototype.refreshXBlock = function () { window.location.reload(); };

  var runtimes = {};
  function runtimeOf(element) {
    var kind = element.dataset.runtimeClass || 'LmsRuntime';
    return (runtimes[kind] = runtimes[kind] || new Runtime(kind));
  }

  function argumentsOf(element) {
    var script = Array.prototype.filter.call(element.children, function (child) {
      return child.matches('script.xblock-json-init-args');
    })[0];
    return script ? JSON.parse(script.textContent) : undefined;
  }

  function start(element) {
    if (element.dataset.started) { return element.xblock; }
    element.dataset.started = 'true';
    var children = blocksBelow(element).map(start);
    $(element).prop('xblock_children', children);
    var block = {};
    var name = element.dataset.init;
    if (name) {
      var Initialiser = window[name];
      if (!Initialiser) {
        console.error('There is no initialiser ' + name + ' for ' + element.dataset.usageId);
      } else {
        var given = element.closest('[data-passes-jquery]') ? $(element) : element;
        try {
          block = new Initialiser(runtimeOf(element), given, argumentsOf(element)) || {};
        } catch (error) {
          console.error('The block ' + element.dataset.usageId + ' did not start:', error);
        }
      }
    }
    block.element = block.element || element;
    block.name = element.dataset.name;
    block.type = element.dataset.blockType;
    element.xblock = block;
    $(element).addClass('xblock-initialized').trigger('xblock-initialized');
    return block;
  }

  function blocksBelow(root) {
    var all = Array.prototype.slice.call(root.querySelectorAll('.xblock'));
    return all.filter(function (element) { return element.parentElement.closest('.xblock') === (root.matches('.xblock') ? root : null); });
  }

  // A block without score and without a completion of its own is complete when it was in view for a while.
  function completeWhenViewed(root) {
    var delay = Number(root.dataset.viewingDelay);
    var watched = root.querySelectorAll('[data-completable-by-viewing="true"]');
    if (!watched.length || !window.IntersectionObserver || isNaN(delay)) { return; }
    var timers = new Map();
    var observer = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        var element = entry.target;
        window.clearTimeout(timers.get(element));
        if (entry.isIntersecting) {
          timers.set(element, window.setTimeout(function () { report(element, observer); }, delay));
        }
      });
    });
    watched.forEach(function (element) { observer.observe(element); });
  }
  function report(element, observer) {
    observer.unobserve(element);
    fetch('/preview/viewed/' + element.dataset.usageId, {
      method: 'POST',
      headers: { 'X-CSRFToken': cookie('csrftoken') }
    }).then(function (answer) {
      if (answer.ok) { element.dataset.viewed = 'true'; }
    });
  }

  window.PreviewRuntime = { start: function (root) { return blocksBelow(root).map(start); } };
  var root = document.getElementById('unit');
  if (root) {
    window.PreviewRuntime.start(root);
    completeWhenViewed(root);
    document.documentElement.dataset.blocksStarted = 'true';
  }
}(window, document, window.jQuery));
