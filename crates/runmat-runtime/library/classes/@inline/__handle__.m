function f = __handle__(f)
  % f = __handle__(f): the anonymous function behind an inline one.
  f = f.call;
end
