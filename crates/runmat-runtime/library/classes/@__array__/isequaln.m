function tf = isequaln(a, varargin)
  % isequaln(a, b, ...): like isequal; missing elements equal each other.
  tf = __all_equal__(a, varargin, @isequaln);
end
