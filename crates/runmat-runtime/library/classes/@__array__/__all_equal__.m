function tf = __all_equal__(a, others, same)
  % __all_equal__(a, others, same): whether all have the same size, and `same` holds for their elements.
  tf = true;
  for k = 1:numel(others)
    b = others{k};
    try
      [~, parts] = __unify__(a, b);
    catch
      tf = false;
      return
    end
    tf = tf && isequal(size(a), size(b)) && same(parts{1}, parts{2});
  end
end
