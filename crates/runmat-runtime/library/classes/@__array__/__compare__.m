function tf = __compare__(f, a, b)
  % __compare__(name, a, b): a comparison of the elements, once they are of one kind.
  [~, parts] = __unify__(a, b);
  tf = feval(f, parts{1}, parts{2});
end
