function tf = isequaln(a, varargin)
  % isequaln(a, b, ...): like isequal; missing elements equal each other.
  tf = true;
  for k = 1:numel(varargin)
    b = varargin{k};
    try
      [~, parts] = __unify__(a, b);
    catch
      tf = false;
      return
    end
    tf = tf && isequal(size(a), size(b)) && isequaln(parts{1}, parts{2});
  end
end
