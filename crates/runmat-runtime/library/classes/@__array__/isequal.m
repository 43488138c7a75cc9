function tf = isequal(a, varargin)
  % isequal(a, b, ...): whether all have the same size and elements.
  tf = true;
  for k = 1:numel(varargin)
    b = varargin{k};
    try
      [~, parts] = __unify__(a, b);
    catch
      tf = false;
      return
    end
    tf = tf && isequal(size(a), size(b)) && isequal(parts{1}, parts{2});
  end
end
